/** Evidence of an incident, in English. */
import type { Translated } from '../translated.ts';
import type { evidenceZh } from './zh.ts';

export const evidenceEn: Translated<typeof evidenceZh> = {
  'evidence.title': 'Evidence',
  'evidence.loading': 'Reading…',
  'evidence.lock': 'Lock evidence',
  'evidence.lock.hint': 'Once locked, records around the incident are not removed for their age.',
  'evidence.locked':
    'Locked by {{by}}, {{when}}: records from {{from}} to {{to}} are not removed for their age.',
  'evidence.release': 'Release',
  'evidence.release.title': 'Release the evidence',
  'evidence.release.why':
    'Records that are old enough will be removed then; packages that were made stay as they are.',
  'evidence.reason': 'Reason',
  'evidence.make': 'Make evidence package',
  'evidence.making': 'Gathering, hashing and signing…',
  'evidence.note': 'For whom, case number',
  'evidence.algorithm': 'Signature',
  'evidence.ed25519': 'Ed25519',
  'evidence.sm2': 'SM2/SM3 (GB/T 32918)',
  'evidence.none': 'No package has been made.',
  'evidence.package': 'By {{by}} · {{files}} files · {{size}}',
  'evidence.take': 'Download',
  'evidence.missing_one': '{{count}} thing is not in it',
  'evidence.missing_other': '{{count}} things are not in it',
  'evidence.missing.recording': '{{of}}: nothing is recorded here; attach what its recorder exports',
  'evidence.missing.picture': 'Picture {{of}} is no longer on the disk',
  'evidence.missing.attachment': 'Attached file {{of}} is no longer on the disk',
  'evidence.missing.trace': 'Throw {{of}} could not be traced',
  'evidence.missing.readings': 'Readings of {{of}} (about a person, or not readable)',
  'evidence.missing.events': 'Some device events of {{of}} (more than 5,000)',
  'evidence.key': 'Signing key',
  'evidence.verify':
    'To verify: hand over linli-verify.mjs with the package and run node linli-verify.mjs FILE.zip --key "FINGERPRINT". It needs neither a network nor this product.',
  'evidence.verifier': 'Download the verifier',
  'evidence.role': 'Making and downloading packages needs a supervisor.',
  'evidence.made': 'The evidence package is signed',
  'attach.add': 'Attach a file',
  'attach.sending': 'Uploading {{name}} ({{percent}} %)',
  'attach.cancel': 'Cancel the upload',
  'attach.open': 'Download {{name}} ({{size}})',
};
