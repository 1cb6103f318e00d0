/** How a compound stands, as a shape with a colour: the alarm's own, a ring where all is well, a struck ring in silence. */
import type { Standing } from '#state/standing.ts';
import { PriorityMark } from '#ui/PriorityMark.tsx';
import { useText } from '#ui/useText.ts';

export function LightMark({ light, priority, asking }: Standing) {
  const { t } = useText();
  return (
    <span className={`light ${light} ${asking ? 'asking' : ''}`}>
      {priority !== null ? (
        <PriorityMark priority={priority} />
      ) : (
        <svg className="ring" viewBox="0 0 16 16" role="img" aria-label={t(`district.light.${light}`)}>
          <circle cx="8" cy="8" r="5.5" />
          {light === 'silent' && <path d="M3 13 13 3" />}
        </svg>
      )}
    </span>
  );
}
