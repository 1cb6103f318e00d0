/** Counts what the page keeps on the card: bytes of buffers exactly, textures at four bytes a texel. */
export function countCardBytes(): () => number {
  const { prototype } = WebGL2RenderingContext;
  const bytes = new WeakMap<object, number>();
  const alive = new Set<object>();
  const bound = new Map<number, object | null>();
  const hold = (thing: object | null | undefined, size: number) => {
    if (!thing) return;
    bytes.set(thing, size);
    alive.add(thing);
  };
  const { bindBuffer, bufferData, deleteBuffer, bindTexture, texStorage2D, deleteTexture } = prototype;
  prototype.bindBuffer = function (target, buffer) {
    bound.set(target, buffer);
    bindBuffer.call(this, target, buffer);
  };
  prototype.bufferData = function (this: WebGL2RenderingContext, ...given: unknown[]) {
    const [target, data] = given as [number, ArrayBufferView | number | null];
    hold(bound.get(target), typeof data === 'number' ? data : (data?.byteLength ?? 0));
    Reflect.apply(bufferData, this, given);
  } as typeof bufferData;
  prototype.deleteBuffer = function (buffer) {
    if (buffer) alive.delete(buffer);
    deleteBuffer.call(this, buffer);
  };
  prototype.bindTexture = function (target, texture) {
    bound.set(target, texture);
    bindTexture.call(this, target, texture);
  };
  prototype.texStorage2D = function (target, levels, format, width, height) {
    hold(bound.get(target), width * height * 4);
    texStorage2D.call(this, target, levels, format, width, height);
  };
  prototype.deleteTexture = function (texture) {
    if (texture) alive.delete(texture);
    deleteTexture.call(this, texture);
  };
  return () => [...alive].reduce((sum, thing) => sum + (bytes.get(thing) ?? 0), 0);
}
