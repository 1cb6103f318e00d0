/** The tool in hand: which gestures are its own, and which go on to camera and picking. */
import type { Tool, ToolPointer } from '../toolContract.ts';

export interface ToolHand {
  use(tool: Tool): () => void;
  /** True when a tool took it. */
  take(pointerId: number, event: ToolPointer): boolean;
  /** The same for a press without a drag. */
  click(xPx: number, yPx: number): boolean;
}

export function createToolHand(): ToolHand {
  const tools: Tool[] = [];
  /** Who took the press of a pointer that is still down; null: nobody, and no tool joins in later. */
  const gestures = new Map<number, Tool | null>();
  return {
    use(tool) {
      tools.push(tool);
      return () => {
        const at = tools.lastIndexOf(tool);
        if (at >= 0) tools.splice(at, 1);
        for (const [id, owner] of gestures) if (owner === tool) gestures.delete(id);
      };
    },
    click: (xPx, yPx) => tools.at(-1)?.click?.(xPx, yPx) ?? false,
    take(pointerId, event) {
      const tool = tools.at(-1) ?? null;
      if (event.kind === 'down') {
        const owner = tool?.pointer(event) ? tool : null;
        gestures.set(pointerId, owner);
        return owner !== null;
      }
      const owner = gestures.get(pointerId);
      if (event.kind !== 'move') gestures.delete(pointerId);
      if (owner === undefined) return tool?.pointer(event) ?? false;
      owner?.pointer(event);
      return owner !== null;
    },
  };
}
