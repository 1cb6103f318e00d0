/** Display colours as the shaders take them: three numbers 0…1, no colour management in between. */
import { Vector3 } from 'three';

export function hexColor(hex: string): Vector3 {
  const value = Number.parseInt(hex.slice(1, 7), 16);
  return new Vector3(((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255);
}
