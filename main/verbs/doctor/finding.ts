/** What one check found. */
export interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'fault';
  readonly message: string;
  readonly tip: string;
}

export const well = (check: string, message: string): Finding => ({ check, state: 'ok', message, tip: '' });
export const warning = (check: string, message: string, tip: string): Finding => ({
  check,
  state: 'warning',
  message,
  tip,
});
export const fault = (check: string, message: string, tip: string): Finding => ({
  check,
  state: 'fault',
  message,
  tip,
});
