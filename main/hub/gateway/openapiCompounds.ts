/** What the routes of compounds answer, for the description of the API. */
import { Bookmark } from '#shared/protocol/bookmark.ts';
import { DrillRun, DrillScenario } from '#shared/protocol/drill.ts';
import { SavedView, SavedViewSummary } from '#shared/protocol/savedView.ts';
import { Type, type TSchema } from 'typebox';
import { ForeignDevice } from '#shared/protocol/foreign.ts';
import { JournalPage } from '#shared/protocol/journal.ts';
import { Handover } from '#shared/protocol/handover.ts';
import { Household } from '#shared/protocol/household.ts';
import { PlannedDevices } from '#shared/compounds/devices.ts';
import { LocalText } from '#shared/compounds/local.ts';
import { CompoundOrigin } from '#shared/compounds/manifest.ts';
import { CompoundPlan } from '#shared/compounds/plan.ts';
import { CompoundDrawing } from '#shared/drawing/drawing.ts';
import { CompoundMapping } from '#shared/compounds/mapping.ts';

const ok = (fields: Record<string, TSchema>) => Type.Object({ ok: Type.Literal(true), ...fields });
const Id = ok({ compound: Type.String() });
const Faults = Type.Array(
  Type.Object({
    file: Type.String(),
    at: Type.String({ description: 'Place in the file; empty: the whole of it.' }),
    code: Type.String(),
    message: Type.String(),
  }),
);

export const compoundAnswers: Readonly<Record<string, TSchema>> = {
  'GET /api/compound-faults': ok({
    faults: Type.Array(Type.Object({ compound: Type.String(), faults: Faults })),
  }),
  'POST /api/compounds': Id,
  'PUT /api/compounds/:id': Id,
  'DELETE /api/compounds/:id': ok({}),
  'POST /api/compounds/:id/claim': Id,
  'GET /api/compounds/:id/mapping': ok({ mapping: CompoundMapping }),
  'PUT /api/compounds/:id/mapping': ok({ mapping: CompoundMapping }),
  'PATCH /api/compounds/:id/mapping': ok({ mapping: CompoundMapping }),
  'GET /api/compounds/:id/foreign-devices': ok({ devices: Type.Array(ForeignDevice) }),
  'GET /api/compounds/:id/households': ok({ households: Type.Array(Household) }),
  'GET /api/compounds/:id/journal': ok(JournalPage.properties),
  'GET /api/compounds/:id/handovers': ok({ handovers: Type.Array(Handover) }),
  'POST /api/compounds/:id/handovers': ok({ handover: Handover }),
  'POST /api/handovers/:id/sign': ok({ handover: Handover }),
  'POST /api/handovers/:id/withdraw': ok({ handover: Handover }),
  'GET /api/compounds/:id/saved-views': ok({ views: Type.Array(SavedViewSummary) }),
  'POST /api/compounds/:id/saved-views': ok({ view: SavedViewSummary }),
  'GET /api/saved-views/:id': ok({ view: SavedView }),
  'DELETE /api/saved-views/:id': ok({}),
  'GET /api/compounds/:id/drills': ok({
    drills: Type.Array(
      Type.Object({
        scenario: DrillScenario,
        origin: Type.Union([Type.Literal('product'), Type.Literal('changed'), Type.Literal('own')]),
      }),
    ),
    runs: Type.Array(DrillRun),
  }),
  'PUT /api/compounds/:id/drills': ok({ scenario: DrillScenario }),
  'DELETE /api/compounds/:id/drills/:drill': ok({}),
  'POST /api/compounds/:id/drills/:drill/run': ok({ run: DrillRun }),
  'POST /api/compounds/:id/drill-runs/:run/stop': ok({ run: DrillRun }),
  'GET /api/compounds/:id/bookmarks': ok({ bookmarks: Type.Array(Bookmark) }),
  'POST /api/compounds/:id/bookmarks': ok({ bookmark: Bookmark }),
  'PUT /api/bookmarks/:id': ok({ bookmark: Bookmark }),
  'DELETE /api/bookmarks/:id': ok({}),
  'POST /api/compounds/import': ok({
    compound: Type.String(),
    lost: Type.Optional(
      Type.Integer({ description: 'Of a recording: parts that are damaged or missing; the rest plays.' }),
    ),
  }),
  'GET /api/compounds/:id/drawing': ok({
    drawing: Type.Union([CompoundDrawing, Type.Null()]),
    devices: PlannedDevices,
    plan: CompoundPlan,
    origin: CompoundOrigin,
    name: LocalText,
    revision: Type.String(),
  }),
  'PUT /api/compounds/:id/drawing': ok({ revision: Type.String() }),
  'POST /api/compounds/:id/underlay': ok({ file: Type.String() }),
};
