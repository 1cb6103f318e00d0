/** What the verifier can say, in both languages at once: whoever reads it may read either. */
export type Verdict = 'ok' | 'altered' | 'note';

export interface Finding {
  readonly verdict: Verdict;
  readonly code: FindingCode;
  readonly params: Readonly<Record<string, string | number>>;
}

export type FindingCode = keyof typeof words;

const words = {
  unreadable: ['无法读取：{{reason}}', 'Cannot be read: {{reason}}'],
  'ends-early': ['文件不完整：在中间断开', 'The file ends in the middle'],
  'no-seal': [
    '文件末尾没有封口：不是证据包，或被重新打包',
    'There is no seal at its end: it is no evidence package, or was packed anew',
  ],
  directory: ['压缩包目录已损坏', 'The directory of the zip file is damaged'],
  packed: ['{{path}} 被重新压缩，证据包不压缩', '{{path}} was packed, which no evidence package is'],
  twice: ['同一文件名出现两次', 'A name stands in it twice'],
  'too-large': ['{{path}} 过大，无法作为文本读取', '{{path}} is too large to be read as a text'],
  seal: ['封口完好：文件逐字节未变', 'The seal is whole: no byte of the file has changed'],
  'seal-broken': [
    '封口不符：文件在签名后被改动',
    'The seal is broken: the file was changed after it was signed',
  ],
  'no-manifest': ['缺少 {{path}} 或内容无法解析', '{{path}} is missing or cannot be understood'],
  signature: ['清单签名有效（{{algorithm}}）', 'The signature of the manifest is valid ({{algorithm}})'],
  'signature-wrong': [
    '清单签名无效：清单被改动，或不是由该密钥签署',
    'The signature is not valid: the manifest was changed or another key signed it',
  ],
  signer: [
    '签名密钥指纹 {{fingerprint}}，与给定的一致',
    'The key that signed, {{fingerprint}}, is the one you named',
  ],
  'signer-other': [
    '签名密钥指纹 {{fingerprint}}，与给定的 {{wanted}} 不一致',
    'The key that signed, {{fingerprint}}, is not {{wanted}}',
  ],
  'signer-unnamed': [
    '签名密钥指纹 {{fingerprint}}：请与中枢界面显示的核对（或用 --key 给出）',
    'The key that signed is {{fingerprint}}: compare it with what the hub shows, or give it with --key',
  ],
  files: ['{{count}} 个文件的哈希全部相符', 'The hashes of all {{count}} files are right'],
  'file-altered': ['{{path}} 被改动', '{{path}} was altered'],
  'file-missing': ['{{path}} 缺失', '{{path}} is missing'],
  'file-extra': ['{{path}} 不在清单中，是后来加入的', '{{path}} is not in the manifest: it was added'],
  'incident-other': ['事件记录与清单所述不是同一事件', 'The incident is not the one that the manifest names'],
  audit: [
    '审计链相连：{{count}} 条，其中 {{told}} 条属于本事件',
    'The audit chain is unbroken: {{count}} entries, {{told}} of them about this incident',
  ],
  'audit-broken': ['审计链在第 {{seq}} 条断开', 'The audit chain is broken at entry {{seq}}'],
  looked: ['查看与处理过的人：{{who}}', 'Who looked or acted: {{who}}'],
  track: ['抛物 {{event}}：轨迹与摄像机原始数据一致', 'Throw {{event}}: the track is what the camera told'],
  'track-other': [
    '抛物 {{event}}：轨迹与摄像机原始数据不一致',
    'Throw {{event}}: the track is not what the camera told',
  ],
  calibration: [
    '抛物 {{event}}：标定可由标记点重算得到',
    'Throw {{event}}: the calibration follows from its marks again',
  ],
  'calibration-other': [
    '抛物 {{event}}：标定与其标记点不符',
    'Throw {{event}}: the calibration does not follow from its marks',
  ],
  'calibration-planned': [
    '抛物 {{event}}：{{camera}} 未标定，按图纸位姿推算',
    'Throw {{event}}: {{camera}} was not calibrated; its pose is the plan’s',
  ],
  repeated: [
    '抛物 {{event}}：重新计算结果一致（最大差 {{difference}}）',
    'Throw {{event}}: computed again with the same answer (largest difference {{difference}})',
  ],
  'repeated-other': [
    '抛物 {{event}}：重新计算结果不一致（最大差 {{difference}}）',
    'Throw {{event}}: computed again with another answer (largest difference {{difference}})',
  ],
  'repeated-newer': [
    '抛物 {{event}}：由第 {{version}} 版算法得出，本校验程序为第 {{own}} 版，结果相差 {{difference}}',
    'Throw {{event}}: computed by version {{version}}, repeated by version {{own}}: the answers differ by {{difference}}',
  ],
  'not-repeated': ['因包已被改动，不再重算', 'Nothing is computed again, because the package was altered'],
  clock: ['{{device}} 时钟较中枢{{offset}}', 'The clock of {{device}} is {{offset}} against the hub’s'],
  'missing-recording': ['未包含 {{of}} 的录像：本系统不录像', 'No film of {{of}}: nothing is recorded there'],
  'missing-picture': ['未包含画面 {{of}}', 'Picture {{of}} is not in it'],
  'missing-attachment': ['未包含附件 {{of}}', 'Attached file {{of}} is not in it'],
  'missing-trace': ['未包含抛物 {{of}} 的推断', 'No trace of throw {{of}} is in it'],
  'missing-readings': ['未包含 {{of}} 的读数', 'Readings of {{of}} are not in it'],
  'missing-events': ['未包含 {{of}} 的全部设备事件', 'Not all device events of {{of}} are in it'],
  drill: ['这是一次演练', 'This was a drill'],
} as const satisfies Readonly<Record<string, readonly [zh: string, en: string]>>;

export type Tell = (verdict: Verdict, code: FindingCode, params?: Finding['params']) => void;

export function said({ code, params }: Finding): readonly [zh: string, en: string] {
  const filled = (text: string): string =>
    text.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => printable(String(params[name] ?? '')));
  const [zh, en] = words[code];
  return [filled(zh), filled(en)];
}

/** A name out of a package writes nothing to the terminal but itself. */
function printable(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}]/gu, '?');
  return plain.length > 200 ? `${plain.slice(0, 200)}…` : plain;
}
