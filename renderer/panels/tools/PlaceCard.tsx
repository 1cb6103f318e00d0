/** Where a model goes: by one or two points pressed in the scene, or by numbers; and back to where it stands by itself. */
import { useEffect, useState } from 'react';
import {
  pairsOf,
  placedByNumbers,
  placedByPoints,
  placeModel,
  standingOf,
  watchPlaced,
} from '#commands/placeModel.ts';
import { stretchOf } from '#shared/geo/measure.ts';
import { useAppearance, useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

const fields = ['east', 'north', 'up', 'turn'] as const;
const nothing = { east: '0', north: '0', up: '0', turn: '0' };

export function PlaceCard() {
  const screen = useScreen();
  const { t, local } = useText();
  const placing = useAppearance((appearance) => appearance.placing);
  const points = useAppearance((appearance) => appearance.draftEnu);
  const model = useFacts((facts) => facts.models.find(({ id }) => id === placing?.modelId));
  const connected = useFacts((facts) => facts.connected);
  const [typed, setTyped] = useState(nothing);
  const [isSending, setIsSending] = useState(false);
  useEffect(() => watchPlaced(screen), [screen]);
  if (!placing || !model) return null;
  const pairs = pairsOf(points);
  const found = placedByPoints(screen);
  const numbers = fields.map((field) => Number(typed[field].replace(/[,，]/, '.')));
  const [east = NaN, north = NaN, up = NaN, turn = NaN] = numbers;
  const isMoved = numbers.every(Number.isFinite) && numbers.some((one) => one !== 0);
  const [first, second] = pairs;
  const lengths =
    first && second ? [stretchOf(first[0], second[0]).lengthM, stretchOf(first[1], second[1]).lengthM] : null;
  const send = async (change: Parameters<typeof placeModel>[2]) => {
    setIsSending(true);
    await placeModel(screen, model, change);
    setIsSending(false);
  };
  const disabled = isSending || !connected;
  return (
    <section className="tool-card" data-over-scene aria-label={t('tools.place')} data-testid="place-card">
      <p>
        <b>{local(model.name)}</b>
      </p>
      <p className="hint" role="status">
        {t(`tools.place.step.${(points.length % 4) as 0 | 1 | 2 | 3}`)}
      </p>
      {lengths && (
        <p className="hint">
          {t('tools.place.lengths', { from: (lengths[0] ?? 0).toFixed(2), to: (lengths[1] ?? 0).toFixed(2) })}
        </p>
      )}
      {pairs.length > 0 && !found && (
        <p className="hint" role="alert">
          {t('tools.place.near')}
        </p>
      )}
      <label className="check">
        <input
          type="checkbox"
          checked={placing.withHeight}
          onChange={(event) =>
            screen.appearance.setState({ placing: { ...placing, withHeight: event.target.checked } })
          }
        />{' '}
        {t('tools.place.height')}
      </label>
      <p className="tool-acts">
        <button className="primary" disabled={disabled || !found} onClick={() => found && void send(found)}>
          {t('tools.place.points')}
        </button>
        <button
          className="link"
          disabled={points.length === 0}
          onClick={() => screen.appearance.setState({ draftEnu: [] })}
        >
          {t('tools.place.again')}
        </button>
      </p>
      <form
        className="place-numbers"
        onSubmit={(event) => {
          event.preventDefault();
          void send(
            placedByNumbers(model, [east, north, up], (turn * Math.PI) / 180, standingOf(screen, model.id)),
          );
        }}
      >
        {fields.map((field) => (
          <label key={field}>
            {t(`tools.place.${field}`)}
            <input
              inputMode="decimal"
              value={typed[field]}
              onChange={(event) => setTyped({ ...typed, [field]: event.target.value })}
            />
          </label>
        ))}
        <button type="submit" disabled={disabled || !isMoved}>
          {t('tools.place.numbers')}
        </button>
      </form>
      {model.hand && (
        <button className="link" disabled={disabled} onClick={() => void send(null)}>
          {t('tools.place.back')}
        </button>
      )}
    </section>
  );
}
