/**
 * Cameras and recorders that the hub asks for their events, in `sources.json` and as they are seen and changed on the
 * screen. Their logins stand in the file alone, as those of brokers do.
 */
import { Type, type Static } from 'typebox';

export const SourceId = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' });

export const Login = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    password: Type.String({ maxLength: 1000 }),
  },
  { additionalProperties: false },
);

export const LoginChange = Type.Optional(
  Type.Union([Login, Type.Null()], {
    description: 'Absent: as before, while the address stays the same. Null: none.',
  }),
);

export const mostCameras = 1000;

const camera = {
  id: SourceId,
  kind: Type.Enum(['onvif', 'isapi']),
  url: Type.String({ pattern: '^https?://[^\\s/]+', maxLength: 2048 }),
  on: Type.Optional(Type.Boolean({ description: 'False: it is kept here and not connected.' })),
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  anyCertificate: Type.Optional(
    Type.Boolean({ description: 'Its certificate is not checked: most cameras sign their own.' }),
  ),
};

export const CameraSettings = Type.Object(camera, { additionalProperties: false });
export type CameraSettings = Static<typeof CameraSettings>;

export const CameraEdit = Type.Object({ ...camera, login: LoginChange }, { additionalProperties: false });
export type CameraEdit = Static<typeof CameraEdit>;

export interface CameraView {
  readonly id: string;
  readonly kind: CameraSettings['kind'];
  /** Without a login. */
  readonly url: string;
  readonly hasLogin: boolean;
  readonly on: boolean;
  readonly name: string | null;
  readonly anyCertificate: boolean;
}
