/**
 * Uniforms that every material of the base scene shares by reference: light, fade, shadow and ground map. Layers
 * spread them into their own uniforms, so a change of theme or hour is written once.
 */
import { Matrix4, Vector2, Vector3, Vector4, type IUniform, type Texture } from 'three';
import { MOST_PLANES } from '#shared/geo/section.ts';

export interface SceneUniforms extends Record<string, IUniform> {
  readonly uSunDirection: IUniform<Vector3>;
  readonly uSunColor: IUniform<Vector3>;
  readonly uSkyColor: IUniform<Vector3>;
  readonly uBounceColor: IUniform<Vector3>;
  readonly uHorizonColor: IUniform<Vector3>;
  readonly uZenithColor: IUniform<Vector3>;
  readonly uClayColor: IUniform<Vector3>;
  readonly uSelectColor: IUniform<Vector3>;
  readonly uLampColor: IUniform<Vector3>;
  readonly uWindowColor: IUniform<Vector3>;
  /** 0 clay … 1 the colours of the file. */
  readonly uSaturation: IUniform<number>;
  /** 0 day … 1 night: how much lit windows glow. */
  readonly uNight: IUniform<number>;
  /** Centre x, y, radius where the ground begins to fade and where it is gone, metres. */
  readonly uFade: IUniform<Vector4>;
  /** Box of the building whose storey is shown: centre x, y, cosine and sine of its yaw. */
  readonly uStoreyBox: IUniform<Vector4>;
  /** Half length and width of that box, height at which its walls are cut, 1 while a storey is shown. Metres. */
  readonly uStoreyCut: IUniform<Vector4>;
  /** How far each storey is lifted from the one below, metres; 0 while they stand on each other. */
  readonly uLiftM: IUniform<number>;
  /** Normal and offset of the planes of a section; what lies before one of them is cut away. */
  readonly uCutPlanes: IUniform<Vector4[]>;
  readonly uCutCount: IUniform<number>;
  readonly uCutColor: IUniform<Vector3>;
  readonly uShadowMap: IUniform<Texture | null>;
  readonly uShadowMatrix: IUniform<Matrix4>;
  readonly uShadowStrength: IUniform<number>;
  /** Offset of the shadow look-up of this sample, in shadow map units; softens edges over samples. */
  readonly uShadowJitter: IUniform<Vector2>;
  readonly uGroundMap: IUniform<Texture | null>;
  /** min x, min y, 1 / width, 1 / depth. */
  readonly uGroundRect: IUniform<Vector4>;
}

export function createSceneUniforms(): SceneUniforms {
  return {
    uSunDirection: { value: new Vector3(0.4, -0.5, 0.77) },
    uSunColor: { value: new Vector3(1, 1, 1) },
    uSkyColor: { value: new Vector3(0.5, 0.5, 0.5) },
    uBounceColor: { value: new Vector3(0.3, 0.3, 0.3) },
    uHorizonColor: { value: new Vector3() },
    uZenithColor: { value: new Vector3() },
    uClayColor: { value: new Vector3(1, 1, 1) },
    uSelectColor: { value: new Vector3(0.37, 0.69, 0.91) },
    uLampColor: { value: new Vector3() },
    uWindowColor: { value: new Vector3(1, 0.8, 0.5) },
    uSaturation: { value: 0.1 },
    uNight: { value: 0 },
    uFade: { value: new Vector4(0, 0, 200, 420) },
    uStoreyBox: { value: new Vector4(0, 0, 1, 0) },
    uStoreyCut: { value: new Vector4(0, 0, 0, 0) },
    uLiftM: { value: 0 },
    uCutPlanes: { value: Array.from({ length: MOST_PLANES }, () => new Vector4()) },
    uCutCount: { value: 0 },
    uCutColor: { value: new Vector3(0.2, 0.22, 0.25) },
    uShadowMap: { value: null },
    uShadowMatrix: { value: new Matrix4() },
    uShadowStrength: { value: 0 },
    uShadowJitter: { value: new Vector2() },
    uGroundMap: { value: null },
    uGroundRect: { value: new Vector4(-100, -100, 1 / 200, 1 / 200) },
  };
}
