/** Whether a process with this id runs, whoever started it. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It runs, and is not ours to signal.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
