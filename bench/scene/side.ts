/** What `bench:scene` asks of each side in its page. */
import type { Box3, Object3D, PerspectiveCamera, WebGLRenderer } from 'three';

export interface View {
  readonly renderer: WebGLRenderer;
  readonly camera: PerspectiveCamera;
  /** Puts a thing into the scene. */
  show(object: Object3D): void;
  /** Looks at all of it from the same side, whatever its axes; `up` is the axis that points up. */
  lookAt(box: Box3, up: 'y' | 'z'): void;
}

export interface Query {
  /** Of a class, as the file spells it. */
  readonly type: string;
  /** Part of a name. */
  readonly name: string;
  readonly globalId: string;
}

export interface Side {
  /** Ends when all of it is in the scene; `first` is called when something is. */
  load(view: View, first: () => void): Promise<void>;
  /** What it does before each frame. */
  update(): void;
  /** At a point of the view, CSS pixels; null where nothing is or it has no picking. */
  pick?(xPx: number, yPx: number): Promise<string | null>;
  /** How many elements are of that class. */
  ofClass?(query: Query): Promise<number>;
  /** How many elements have that in their name; as many as are listed at most. */
  named?(query: Query): Promise<number>;
  /** How many properties that element has. */
  propertiesOf?(query: Query): Promise<number>;
  /** Changes the look of that many elements, to another in each round; ends when the next frame would show it. Milliseconds. */
  change?(count: number, round: number): Promise<number>;
}
