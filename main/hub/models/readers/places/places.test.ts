import { describe, expect, it } from 'vitest';
import { createAnchors } from './anchors.ts';
import { readCrs } from './crs.ts';
import { createFrame } from './frame.ts';

describe('names of coordinate systems', () => {
  it.each([
    ['urn:ogc:def:crs:EPSG::7415', 'EPSG:7415'],
    ['https://www.opengis.net/def/crs/EPSG/0/6697', 'EPSG:6697'],
    ['urn:ogc:def:crs,crs:EPSG:6.12:25832,crs:EPSG:6.12:5783', 'EPSG:25832'],
    ['urn:adv:crs:ETRS89_UTM32*DE_DHHN92_NH', 'EPSG:25832'],
    ['EPSG:4547', 'EPSG:4547'],
    ['http://www.opengis.net/gml/srs/epsg.xml#25833', 'EPSG:25833'],
    ['urn:ogc:def:crs:OGC:1.3:CRS84', 'OGC:CRS84'],
  ])('%s', (text, name) => {
    const crs = readCrs(text);
    expect(crs?.name).toBe(name);
    expect(crs?.definition).not.toBe(null);
  });

  it('keeps the name of what it does not know', () => {
    expect(readCrs('')).toBe(null);
    expect(readCrs('urn:local:site')).toMatchObject({ name: 'urn:local:site', definition: null });
  });
});

describe('frames', () => {
  it('turns feet into metres', () => {
    const frame = createFrame(readCrs('EPSG:2263'), [987_700, 211_400], createAnchors());
    const [x0] = frame.local(987_700, 211_400, 0);
    const [x1, , z1] = frame.local(987_800, 211_400, 100);
    expect(x1 - x0).toBeCloseTo(30.48, 2);
    expect(z1).toBeCloseTo(30.48, 2);
  });

  it('keeps neighbouring files in their places to each other', () => {
    const anchors = createAnchors();
    const crs = readCrs('EPSG:4326');
    const first = createFrame(crs, [30.5, 114.39], anchors);
    const second = createFrame(crs, [30.6, 114.39], anchors);
    const [, north1] = first.local(30.5, 114.39, 0);
    const [, north2] = second.local(30.6, 114.39, 0);
    expect(north2 - north1).toBeCloseTo(11_086, -1);
  });

  it('takes longitude first where it can be no latitude, and tells of what is on no globe', () => {
    const [x, y] = createFrame(readCrs('EPSG:4326'), [114.39, 30.5], createAnchors()).local(114.39, 30.5, 0);
    expect(Math.hypot(x, y)).toBeLessThan(1);
    const lost = createFrame(readCrs('EPSG:4326'), [5000, 5000], createAnchors());
    expect(lost.georeference?.notes).toMatchObject([{ code: 'crs-misfit' }]);
  });
});
