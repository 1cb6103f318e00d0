/** Style of the labels over the scene; colours come from the design tokens, with their duty values as fallback. */
export const labelStyle = `
.scene-labels { position: absolute; inset: 0; overflow: hidden; pointer-events: none; contain: strict;
  font-family: var(--font, "Inter", "Noto Sans SC", "Noto Sans CJK SC", system-ui, sans-serif);
  font-feature-settings: var(--num, "tnum" 1); }
.scene-label { position: absolute; left: 0; top: 0; display: flex; align-items: baseline; gap: 6px; max-width: 340px;
  padding: 4px 9px; border-radius: 4px; white-space: nowrap; visibility: hidden; will-change: transform;
  font-size: 13px; line-height: 18px; color: var(--text, #dde2e8);
  background: color-mix(in srgb, var(--panel, #1b1f24) 92%, transparent); border: 1px solid var(--line-strong, #3d454e);
  box-shadow: 0 2px 10px #0006; }
.scene-label b { font-weight: 600; overflow: hidden; text-overflow: ellipsis; }
.scene-label span { color: var(--text-dim, #98a1ab); }
.scene-label span:empty, .scene-label i:empty { display: none; }
.scene-label i { font-style: normal; font-size: 11px; }
.scene-label.p1 { background: var(--p1, #ff4d4f); border-color: #ff8a8b; color: #1a0506; font-size: 15px; line-height: 20px;
  padding: 5px 11px; box-shadow: 0 2px 18px #ff4d4f55; }
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
@media (min-width: 2400px) { .scene-label { font-size: 17px; line-height: 24px; padding: 6px 12px; }
  .scene-label.p1 { font-size: 20px; line-height: 28px; } }
`;
