/**
 * What whoever commands at a fire asks, in one glance: who needs help, who is above, beside and below and whom to call,
 * the way in, the nearest hydrants, lifts and doors. States are those of the shown instant; people are of today.
 */
import { DoorOpen, Droplets, Phone, Truck, UsersRound } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import { mayDo } from '#commands/command.ts';
import { selectDevice, selectPlace } from '#commands/focus.ts';
import { fireCardOf, type FireCard as Card } from '#shared/incidents/fireCard.ts';
import type { Household } from '#shared/protocol/household.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import { systemOrUnknown } from '#shared/systems/index.ts';
import type { Place } from '#shared/twin/compound.ts';
import { deviceQuality, readPoint } from '#state/reading.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { useHouseholds, type Households } from './useHouseholds.ts';

const gatesShown = 2;

export function FireCard({ incident }: { incident: IncidentRecord }) {
  const { t, local, said } = useText();
  const screen = useScreen();
  const plan = useFacts((facts) => facts.plan);
  const devices = useFacts((facts) => facts.devices);
  const { placeId, positionEnu } = incident;
  const card = useMemo(
    () => fireCardOf({ plan, devices: [...devices.values()], placeId, positionEnu }),
    [plan, devices, placeId, positionEnu],
  );
  const mayLook = useFacts(() => mayDo(screen, 'people.read'));
  const places = useMemo(() => homesOf(card).map(({ id }) => id), [card]);
  const households = useHouseholds(
    incident.compound,
    mayLook && places.length > 0 ? places : null,
    `incident:${incident.id}`,
  );
  if (!card.place) return null;
  return (
    <section className="fire-card" aria-label={t('fire.title')} data-testid="fire-card">
      <h3>
        {t('fire.title')} · {local(card.place.name)}
      </h3>
      {households?.kind === 'loading' && <p className="hint">{t('fire.loading')}</p>}
      {households?.kind === 'refused' && <p className="fault">{said(households.fault)}</p>}
      {!mayLook && <p className="hint">{t('fire.people.role')}</p>}
      <Needs card={card} households={households} />
      <Homes
        title={t('fire.here')}
        places={card.place.kind === 'household' ? [card.place] : []}
        households={households}
        open
      />
      <Homes title={t('fire.above')} places={card.above} households={households} open />
      <Homes title={t('fire.beside')} places={card.beside} households={households} />
      <Homes title={t('fire.below')} places={card.below} households={households} />
      <Things icon={<Truck size="1em" />} title={t('fire.gates')} keys={card.gates.slice(0, gatesShown)} />
      <Things
        icon={<DoorOpen size="1em" />}
        title={t('fire.doors')}
        keys={[...card.doors, ...card.lifts].map((key) => ({ key }))}
      />
      <Things icon={<Droplets size="1em" />} title={t('fire.hydrants')} keys={card.hydrants} />
    </section>
  );
}

function homesOf({ place, above, beside, below }: Card): Place[] {
  return [...(place?.kind === 'household' ? [place] : []), ...above, ...beside, ...below];
}

const householdAt = (households: Households | null, { id }: Place): Household | undefined =>
  households?.kind === 'known' ? households.byPlace.get(id) : undefined;

/** First of all: who cannot get out alone. */
function Needs({ card, households }: { card: Card; households: Households | null }) {
  const { t, local } = useText();
  const screen = useScreen();
  const needing = homesOf(card).flatMap((place) => {
    const needs = householdAt(households, place)?.needs ?? [];
    return needs.length > 0 ? [{ place, needs }] : [];
  });
  if (needing.length === 0) return null;
  return (
    <ul className="fire-needs" aria-label={t('fire.needs')} data-testid="fire-needs">
      {needing.map(({ place, needs }) => (
        <li key={place.id}>
          <UsersRound size="1em" />
          <button className="link" onClick={() => selectPlace(screen, place.id)}>
            {local(place.name)}
          </button>
          <b>{needs.map((need) => local(need.text)).join(t('list.comma'))}</b>
        </li>
      ))}
    </ul>
  );
}

function Homes(props: {
  readonly title: string;
  readonly places: readonly Place[];
  readonly households: Households | null;
  readonly open?: boolean;
}) {
  const { t, local } = useText();
  const screen = useScreen();
  const [open, setOpen] = useState(props.open === true);
  if (props.places.length === 0) return null;
  const people = props.places.reduce(
    (sum, place) => sum + (householdAt(props.households, place)?.people ?? 0),
    0,
  );
  return (
    <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {props.title} · {t('tree.households', { count: props.places.length })}
        {people > 0 && ` · ${t('fire.people', { count: people })}`}
      </summary>
      <ul className="fire-homes">
        {props.places.map((place) => {
          const household = householdAt(props.households, place);
          return (
            <li key={place.id}>
              <button className="link" onClick={() => selectPlace(screen, place.id)}>
                {local(place.name)}
              </button>
              {household && <span>{t('fire.people', { count: household.people })}</span>}
              {household?.contacts.map(({ name, phone, relation }) => (
                <a key={phone} href={`tel:${phone}`}>
                  <Phone size="0.9em" /> {local(name)} <small>{local(relation)}</small>{' '}
                  <span className="phone">{phone}</span>
                </a>
              ))}
            </li>
          );
        })}
      </ul>
    </details>
  );
}

/** Devices with their distance and their first figures: open or closed, pressure, where the cabin stands. */
function Things(props: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly keys: readonly { readonly key: string; readonly distanceM?: number }[];
}) {
  const { t, local } = useText();
  const screen = useScreen();
  const devices = useFacts((facts) => facts.devices);
  const words = useFacts((facts) => facts.words);
  const { columns } = useFacts((facts) => facts.shown);
  if (props.keys.length === 0) return null;
  return (
    <>
      <h4>
        {props.icon} {props.title}
      </h4>
      <ul className="fire-things">
        {props.keys.map(({ key, distanceM }) => {
          const device = devices.get(key);
          if (!device) return null;
          const figures = systemOrUnknown(device.system)
            .headline.slice(0, 2)
            .flatMap((id) => readPoint(device, id, columns, words) ?? [])
            .filter(({ timeMs }) => timeMs > 0);
          const quality = deviceQuality(device, columns);
          return (
            <li key={key} className={quality}>
              <button className="link" onClick={() => selectDevice(screen, key)}>
                {local(device.name)}
              </button>
              {distanceM !== undefined && <span>{Math.round(distanceM)} m</span>}
              {figures.map((one) => (
                <span key={one.id}>
                  {local(one.name)}{' '}
                  <b>{one.word === null ? one.value.toFixed(one.decimals) : local(one.word)}</b>{' '}
                  {one.word === null && one.unit}
                </span>
              ))}
              {quality !== 'good' && <em>{t(`quality.${quality}`)}</em>}
            </li>
          );
        })}
      </ul>
    </>
  );
}
