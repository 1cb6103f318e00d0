/** What a view of a system gets. */
import { useMemo, type ReactNode } from 'react';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { SystemDeclaration } from '#shared/systems/declaration.ts';
import { useFacts } from '#state/useScreen.tsx';

export interface SystemViewProps {
  readonly system: SystemDeclaration;
  readonly devices: readonly DeviceRecord[];
}

/** Draws a system's own view. */
export type SystemView = (props: SystemViewProps) => ReactNode;

export function useDevicesOf(system: string): readonly DeviceRecord[] {
  const devices = useFacts((facts) => facts.devices);
  return useMemo(() => [...devices.values()].filter((one) => one.system === system), [devices, system]);
}
