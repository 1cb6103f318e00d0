import { describe, expect, it } from 'vitest';
import { fault } from '#shared/protocol/result.ts';
import { faultsEn } from './en/index.ts';
import { faultLine, faultText, placedFaultText } from './faultText.ts';
import type { Words } from './words.ts';
import { faultsZh } from './zh/index.ts';

const zh: Words = faultsZh;
const en: Words = faultsEn;
const paramsIn = (words: readonly (string | undefined)[]) =>
  [...new Set(words.join(' ').match(/\{\{\w+\}\}/g) ?? [])].sort();

describe('words of faults', () => {
  it('are there in both languages, for the same codes', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
  });

  it.each(Object.keys(zh))('%s says the same in both', (code) => {
    const [ofZh, ofEn] = [zh[code] ?? [''], en[code] ?? ['']];
    expect(ofZh[0]).not.toBe('');
    expect(ofEn[0]).not.toBe('');
    expect(ofEn.length, 'a tip in one language alone').toBe(ofZh.length);
    expect(paramsIn(ofEn)).toEqual(paramsIn(ofZh));
    expect(ofEn.join(' ')).not.toMatch(/\p{Script=Han}/u);
    const words = ofZh.join('').replace(/\{\{\w+\}\}/g, '');
    expect(words === '' || /\p{Script=Han}/u.test(words), `${code} is not Chinese`).toBe(true);
  });
});

describe('a fault becomes words', () => {
  it('with its parameters, in the language of the reader', () => {
    const one = fault('range-bins', { most: 4000 });
    expect(faultText(one, 'zh').message).toBe('分段数应为 1 到 4000 的整数');
    expect(faultText(one, 'en').message).toBe('bins must be a whole number from 1 to 4000');
  });

  it('with the names of parameters that are codes', () => {
    const one = fault('transition', { fromState: 'closed', toState: 'new' });
    expect(faultText(one, 'zh').message).toBe('事件不能从“已关闭”变为“新建”');
    expect(faultText(one, 'en').message).toBe('An incident cannot go from “Closed” to “New”');
  });

  it('one line with what to do', () => {
    expect(faultLine(fault('upload-busy'), 'zh')).toBe('同时上传过多。稍后再试');
    expect(faultLine(fault('upload-busy'), 'en')).toBe('Too many uploads at once. Try later');
    expect(faultLine(fault('no-session'), 'en')).toBe('There is no such session');
  });

  it('several in files, each with its place', () => {
    const faults = [
      { file: 'plan.json', at: '', ...fault('file-missing') },
      { file: 'devices.json', at: '[1].id', ...fault('file-device-twice', { id: 'lift/l1' }) },
    ];
    expect(faultText(fault('compound-files', { faults }), 'en').message).toBe(
      'plan.json: the file is missing; devices.json, [1].id: the device “lift/l1” is there twice',
    );
    expect(faults.map((one) => placedFaultText(one, 'zh'))).toEqual([
      'plan.json：没有这个文件',
      'devices.json 的 [1].id：设备“lift/l1”出现两次',
    ]);
  });

  it('a value that looks like a parameter is a value', () => {
    const one = fault('no-rule', { rule: '{{rule}}$&' });
    expect(faultText(one, 'en').message).toBe('There is no rule {{rule}}$&');
  });

  it('a code of a newer hub is shown as it is', () => {
    const newer: unknown = JSON.parse('{ "code": "of-tomorrow" }');
    expect(faultText(newer as ReturnType<typeof fault>, 'en')).toEqual({ message: 'of-tomorrow', tip: '' });
  });
});
