/** Style of the labels over the scene; colours come from the design tokens, with their duty values as fallback. */
export const labelStyle = `
.scene-labels { position: absolute; inset: 0; overflow: hidden; pointer-events: none; contain: strict;
  font-family: var(--font, "Inter", "Noto Sans SC", "Noto Sans CJK SC", system-ui, sans-serif);
  font-feature-settings: var(--num, "tnum" 1); }
.scene-label { position: absolute; z-index: 1; left: 0; top: 0; display: flex; align-items: baseline; gap: 0.429rem; max-width: 30rem;
  padding: 0.286rem 0.643rem; border-radius: 0.286rem; width: max-content; visibility: hidden; will-change: transform;
  font-size: 0.929rem; line-height: 1.286rem; color: var(--text, #dde2e8);
  background: color-mix(in srgb, var(--panel, #1b1f24) 92%, transparent); border: 1px solid var(--line-strong, #3d454e);
  box-shadow: 0 2px 0.714rem #0006; }
.scene-label.pick { pointer-events: auto; cursor: pointer; }
.scene-label.pick:hover { filter: brightness(1.12); }
.scene-label b { font-weight: 600; max-width: 18rem; }
.scene-label span { white-space: nowrap; color: var(--text-dim, #98a1ab); }
.scene-label span:empty, .scene-label i:empty { display: none; }
.scene-label i { font-style: normal; font-size: 0.786rem; }
.scene-label.p1 { background: var(--p1, #ff4d4f); border-color: #ff8a8b; color: #1a0506; font-size: 1.071rem; line-height: 1.429rem;
  padding: 0.357rem 0.786rem; box-shadow: 0 2px 1.286rem #ff4d4f55; }
.scene-label.p1 span { color: #3a0a0b; }
.scene-label.p2 { border-color: var(--p2, #ff9f1a); } .scene-label.p2 i { color: var(--p2, #ff9f1a); }
.scene-label.p3 { border-color: color-mix(in srgb, var(--p3, #ffd43b) 60%, transparent); }
.scene-label.p3 i { color: var(--p3, #ffd43b); }
.scene-label.p4 { border-color: color-mix(in srgb, var(--p4, #4dabf7) 55%, transparent); }
.scene-label.p4 i { color: var(--p4, #4dabf7); }
.scene-leader { position: absolute; left: 0; top: -0.5px; width: 1px; height: 1px; transform-origin: 0 50%;
  visibility: hidden; background: var(--line-strong, #58616b); opacity: 0.9; }
.scene-leader.p1 { background: var(--p1, #ff4d4f); height: 2px; top: -1px; }
.scene-leader.p2 { background: var(--p2, #ff9f1a); } .scene-leader.p3 { background: var(--p3, #ffd43b); }
.scene-leader.p4 { background: var(--p4, #4dabf7); }
`;
