/** Where a request is, for its permit: the compound of an alarm, an incident, a model, a camera. What does not exist is nowhere, and is answered as such by the route itself. */
import type { FastifyRequest } from 'fastify';
import { Compile } from 'typebox/compile';
import { CommandRequest } from '#shared/protocol/commands.ts';
import { findSystem } from '#shared/systems/index.ts';
import type { Place } from './permit.ts';
import type { Rooms } from './rooms.ts';

const isCommand = Compile(CommandRequest);

export type Asked = Pick<FastifyRequest, 'params' | 'query' | 'body'>;

export function createScopes(
  rooms: Pick<
    Rooms,
    | 'alarms'
    | 'incidents'
    | 'models'
    | 'home'
    | 'commands'
    | 'handovers'
    | 'savedViews'
    | 'bookmarks'
    | 'workOrders'
    | 'passes'
    | 'bookings'
    | 'notices'
    | 'evidence'
    | 'twin'
  >,
) {
  const ofAlarm = (id: string | null): Place => {
    const alarm = id === null ? null : rooms.alarms.store.find(id);
    return alarm ? { compound: alarm.compound, target: alarm.deviceKey } : {};
  };
  const ofIncident = (id: string): Place => {
    const compound = rooms.incidents.store.find(id)?.compound;
    return compound === undefined ? {} : { compound, target: id };
  };
  const ofModel = async (id: string): Promise<Place> => {
    const model = await rooms.models.entry(id);
    return model ? { compound: model.compound, target: id } : {};
  };
  /** What could hurt somebody needs its own verb; an incident of elsewhere is for whoever sees everything. */
  const ofCommand = ({ compound, deviceKeys, name, incidentId }: CommandRequest): Place => {
    const danger = deviceKeys.some((key) => {
      const system = findSystem(key.split('/')[0] ?? '');
      return system?.commands?.find(({ id }) => id === name)?.danger === 'danger';
    });
    const incident = incidentId ? rooms.incidents.store.find(incidentId) : null;
    return {
      compound,
      target: `${name} ${deviceKeys.join(', ')}`,
      ...(danger ? { also: ['commands.danger'] } : {}),
      ...(incident && incident.compound !== compound ? { wholeHub: true } : {}),
    };
  };
  const ofPass = (id: string): Place => {
    const found = rooms.passes.find(id);
    return found ? { compound: found.compound, target: found.id } : {};
  };
  const ofBooking = (id: string): Place => {
    const found = rooms.bookings.find(id);
    return found ? { compound: found.compound, target: found.id } : {};
  };
  const ofDemo = (compound: string | null): Place => ({ compound: compound ?? rooms.home });
  return {
    ofAlarm,
    ofIncident,
    ofCommand,
    ofPass,
    ofBooking,
    ofDemo,
    demo: (asked: Asked): Place => ofDemo(queried(asked, 'compound')),
    /** The body was checked against this schema when it is asked. */
    commandBody: ({ body }: Asked): Place => (isCommand.Check(body) ? ofCommand(body) : { wholeHub: true }),
    command: (asked: Asked): Place => {
      const found = rooms.commands.store.find(param(asked, 'id'));
      return found ? { compound: found.compound } : {};
    },
    compound:
      (name = 'id') =>
      (asked: Asked): Place => ({ compound: param(asked, name) }),
    /** With a stretch of its past it is also what was, what alarmed and what was done about it. A recording is a past. */
    exported: (asked: Asked): Place => {
      const compound = param(asked, 'id');
      const isRecording = rooms.twin.compounds.get(compound ?? '')?.manifest.recording !== undefined;
      return {
        compound,
        ...(queried(asked, 'from') === null && !isRecording
          ? {}
          : { also: ['history.read', 'alarms.read', 'incidents.read'] }),
      };
    },
    besideCompound: (asked: Asked): Place => ({ compound: param(asked, 'id'), beside: true }),
    /** The past is history, also where it is asked as a state. */
    compoundThen: (asked: Asked): Place => ({
      compound: param(asked, 'id'),
      ...(queried(asked, 'at') === null ? {} : { also: ['history.read'] }),
    }),
    askedCompound: (asked: Asked): Place => ({ compound: queried(asked, 'compound') }),
    alarm: (asked: Asked): Place => ofAlarm(param(asked, 'id')),
    incident: (asked: Asked): Place => ofIncident(param(asked, 'id')),
    /** What a camera saw is for whoever may look through cameras. */
    incidentPicture: (asked: Asked): Place => ({
      ...ofIncident(param(asked, 'id')),
      also: ['cameras.view'],
    }),
    evidence: (asked: Asked): Place => {
      const made = rooms.evidence.find(param(asked, 'id'));
      return made ? { compound: made.compound, target: made.incidentId } : {};
    },
    handover: (asked: Asked): Place => {
      const found = rooms.handovers.find(param(asked, 'id'));
      return found ? { compound: found.compound, target: found.id } : {};
    },
    savedView: (asked: Asked): Place => {
      const found = rooms.savedViews.find(param(asked, 'id'));
      return found ? { compound: found.compound, target: found.id, beside: true } : {};
    },
    bookmark: (asked: Asked): Place => {
      const found = rooms.bookmarks.find(param(asked, 'id'));
      return found ? { compound: found.compound, target: found.id, beside: true } : {};
    },
    notice: (asked: Asked): Place => {
      const found = rooms.notices.outbox.find(param(asked, 'id'));
      return found ? { compound: found.compound, target: found.id } : {};
    },
    warning: (asked: Asked): Place => {
      const found = rooms.notices.warnings.find(param(asked, 'id'));
      return found ? { compound: found.compound, target: found.id } : {};
    },
    workOrder: (asked: Asked): Place => {
      const found = rooms.workOrders.find(param(asked, 'id'));
      return found ? { compound: found.compound, target: found.id } : {};
    },
    /** Who a visitor is: whose compound it is, and the class that is needed. */
    visitor: (asked: Asked): Place => ({ ...ofPass(param(asked, 'pass')), personalClass: 'contact' }),
    booking: (asked: Asked): Place => ofBooking(param(asked, 'booking')),
    bookedPlate: (asked: Asked): Place => ({
      ...ofBooking(param(asked, 'booking')),
      personalClass: 'contact',
    }),
    point: (asked: Asked): Place => ({ compound: param(asked, 'id').split('/')[0] ?? null }),
    model: (asked: Asked): Promise<Place> => ofModel(param(asked, 'id')),
    /** Whoever has a few compounds only may not touch what belongs to all. */
    ownModel: async (asked: Asked): Promise<Place> => {
      const model = await rooms.models.entry(param(asked, 'id'));
      if (!model) return {};
      return model.compound === null ? { wholeHub: true } : { compound: model.compound };
    },
    job: (asked: Asked): Place => {
      const job = rooms.models.jobs().find(({ jobId }) => jobId === param(asked, 'id'));
      if (!job) return {};
      return job.compound === null ? { wholeHub: true } : { compound: job.compound };
    },
    /** What belongs to all is seen by all who may see models. */
    seenJob: (asked: Asked): Place => {
      const job = rooms.models.jobs().find(({ jobId }) => jobId === param(asked, 'id'));
      return job?.compound ? { compound: job.compound } : {};
    },
    imported: (asked: Asked): Place => {
      const compound = queried(asked, 'compound');
      return compound === null ? { wholeHub: true } : { compound };
    },
  };
}

export type Scopes = ReturnType<typeof createScopes>;

/** A camera's groups are what no device can say of itself: its system and its key. */
export function cameraPlace(asked: Asked): Place {
  const device = param(asked, 'device');
  return {
    compound: param(asked, 'compound'),
    cameraGroups: [device.split('/')[0] ?? '', device],
    target: device,
  };
}

export function param({ params }: Asked, name: string): string {
  const value = params !== null && typeof params === 'object' ? Reflect.get(params, name) : undefined;
  if (typeof value !== 'string') throw new Error(`the route has no parameter ${name}`);
  return value;
}

export function queried({ query }: Asked, name: string): string | null {
  const value = query !== null && typeof query === 'object' ? Reflect.get(query, name) : undefined;
  return typeof value === 'string' ? value : null;
}
