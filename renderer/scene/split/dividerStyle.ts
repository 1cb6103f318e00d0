/** Style of the divider and of the names of both sides; colours come from the design tokens, with duty as fallback. */
export const dividerStyle = `
.scene-split { position: absolute; inset: 0; pointer-events: none; z-index: 4; container-type: inline-size;
  font-family: var(--font, "Inter", "Noto Sans SC", "Noto Sans CJK SC", system-ui, sans-serif);
  font-feature-settings: var(--num, "tnum" 1); }
.scene-split[hidden] { display: none; }
.scene-split-title { position: absolute; bottom: 0.9rem; display: grid; gap: 0.05rem; max-width: min(17rem, 42cqw); padding: 0.4rem 0.8rem;
  border-radius: 0.45rem; border: 1px solid var(--line-strong, #3d454e); color: var(--text, #e2e6eb);
  background: color-mix(in srgb, var(--panel, #1a1e23) 92%, transparent); box-shadow: 0 2px 0.7rem #0006; }
.scene-split-title.high { bottom: auto; top: 4.4rem; }
.scene-split-title.high.lower { top: 8.4rem; }
.scene-split-title b { font-size: 1.05rem; font-weight: 600; line-height: 1.3; overflow-wrap: anywhere; }
.scene-split-title span { font-size: 0.82rem; line-height: 1.3; color: var(--text-dim, #a3acb6); }
.scene-split-title span:empty { display: none; }
.scene-split-title:first-of-type { translate: calc(-100% - 0.9rem) 0; text-align: end; }
.scene-split-title:last-of-type { translate: 0.9rem 0; }
.scene-split-grip { position: absolute; top: 0; bottom: 0; width: 1.2rem; translate: -50% 0; padding: 0; border: 0; background: none;
  pointer-events: auto; cursor: ew-resize; touch-action: none; outline: none; }
.scene-split-grip > i { position: absolute; left: 50%; top: 50%; width: 3.4rem; height: 3.4rem; translate: -50% -50%; border-radius: 50%;
  display: grid; place-items: center; color: #12161b; background: #eef2f6; border: 2px solid #12161b55; box-shadow: 0 3px 1.1rem #000a;
  transition: scale 0.12s; }
.scene-split-grip:hover > i, .scene-split-grip.held > i { scale: 1.08; }
.scene-split-grip:focus-visible > i { box-shadow: 0 0 0 4px var(--focus, #9ed2f7), 0 3px 1.1rem #000a; }
.scene-split-grip svg { width: 1.7rem; height: 1.7rem; display: block; }
@media (prefers-reduced-motion: reduce) { .scene-split-grip > i { transition: none; } }
`;
