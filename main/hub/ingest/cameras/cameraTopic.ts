/** Under which topics a camera's words go from its connection to its dialect: `<kind>/<id>`, and `…/status` of the connection. */
import type { CameraSettings } from '#shared/protocol/sources.ts';

export function cameraTopic({ kind, id }: Pick<CameraSettings, 'kind' | 'id'>): string {
  return `${kind}/${id}`;
}
