/**
 * Time that this thread took of a core so far, in milliseconds. Tests that hold how much a thing reckons measure with it: what
 * else the machine does meanwhile does not count.
 */
export function onCoreMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
