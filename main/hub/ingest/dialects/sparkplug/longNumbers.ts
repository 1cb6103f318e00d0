/**
 * Whole numbers of 64 bits for the protobuf library, before anything else uses it. It looks for them under a name that a
 * bundle does not have, and would then read −5 as 18,446,744,073,709,551,611.
 */
import Long from 'long';
import protobuf from 'protobufjs/minimal.js';

protobuf.util.Long = Long;
protobuf.configure();
