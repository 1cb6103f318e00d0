/** Words of requests that the gateway refuses, in English. */
import type { Translated } from '../words.ts';
import type { gatewayZh } from '../zh/gateway.ts';

export const gatewayEn: Translated<typeof gatewayZh> = {
  forbidden: ['Your role may not do this', 'Ask an administrator'],
  'slow-down': ['Too many wrong tokens; wait a moment', 'Check the token'],
  'not-found': ['Nothing at {{url}}', 'See /api/openapi.json'],
  'bad-request': ['The request is wrong: {{reason}}', 'See /api/openapi.json'],
  'invalid-request': ['The request is malformed: {{what}}', 'See /api/openapi.json'],
  'latitude-range': ['The latitude must lie between −90° and 90°', 'Give decimal degrees, for example 30.52'],
  'longitude-range': [
    'The longitude must lie between −180° and 180°',
    'Give decimal degrees, for example 114.39',
  ],
  'number-at-least': ['{{field}} must be at least {{limit}}'],
  'number-at-most': ['{{field}} must be at most {{limit}}'],
  internal: ['The operation failed', 'Try again; if it fails again, see the hub’s output'],
  instant: [
    'The instant is not ISO 8601 with a zone, nor milliseconds',
    'For example 2026-11-21T08:00:00+08:00',
  ],
  'instant-seconds': [
    'This number lies before 1990; it looks like Unix seconds',
    'Give milliseconds: seconds times 1000',
  ],
  'instant-future': ['This instant lies in the future', 'Leave `at` out for the present state'],
  'alarm-state': ['There is no alarm state {{state}}', 'Known are {{known}}'],
  'upload-quota': ['The upload quota of today is used up', 'Try tomorrow, or import from the command line'],
  'upload-disk': ['The disk has no room for this upload', 'Free some space'],
  'upload-busy': ['Too many uploads at once', 'Try later'],
  'no-files': ['No files were sent', 'Send them as multipart/form-data'],
  'model-fixed': [
    'The model “{{name}}” stands as the files of its compound say; it cannot be moved by hand',
    'Change its place in those files',
  ],
  'no-model': ['There is no model {{model}}'],
  'no-job': ['There is no such import'],
  'no-element': ['There is no such element'],
  'no-point': ['There is no point {{path}}', 'It is written <compound>/<system>/<device>/<point>'],
  'no-compound': ['There is no compound {{compound}}'],
  'no-device': ['There is no device {{device}}'],
  'no-command': ['There is no command {{command}}'],
  'no-camera': ['There is no picture of {{device}}'],
};
