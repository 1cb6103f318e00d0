/** Words of the section “Compounds” of the administrator's screen, in English. */
import type { Translated } from '../translated.ts';
import type { compoundsZh } from './zh.ts';

export const compoundsEn: Translated<typeof compoundsZh> = {
  'admin.compoundList': 'Compounds',
  'compounds.devices': 'Devices',
  'compounds.kind': 'Kind',
  'compounds.demo': 'Demo',
  'compounds.announced': 'Announced by a device',
  'compounds.real': 'Real',
  'compounds.rename': 'Rename',
  'compounds.claim': 'Claim',
  'compounds.forget': 'Forget',
  'compounds.remove': 'Remove',
  'compounds.export': 'Export',
  'compounds.faults': 'Not served',
  'compounds.new': 'New compound',
  'compounds.id': 'Id',
  'compounds.idHint': 'Small letters, digits and dashes',
  'compounds.nameZh': 'Name in Chinese',
  'compounds.nameEn': 'Name in English',
  'compounds.timeZone': 'Time zone',
  'compounds.lat': 'Latitude (°, WGS 84)',
  'compounds.lon': 'Longitude (°, WGS 84)',
  'compounds.buildings': 'Buildings',
  'compounds.buildingsHint':
    'One a line: id, units, storeys, households per storey, east m, north m, length m, width m, turn °',
  'compounds.footprints': 'Or a GeoJSON file of footprints (WGS 84)',
  'compounds.badLine': 'Line {{line}} is not written as it must be',
  'compounds.badFile': 'The file is not JSON',
  'compounds.noSource': 'List buildings, or choose a file of footprints',
  'compounds.import': 'Import a compound',
  'compounds.file': '.linli file',
  'compounds.as': 'Under another id (may be empty)',
  'compounds.replace': 'Replace the compound of the same id',
  'compounds.done': 'Done: {{id}}',
  'compounds.sure': 'Remove the compound {{id}}? Its folder moves to removed/, its history stays.',
};
