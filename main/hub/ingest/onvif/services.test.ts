/** What a camera says of itself leads nowhere but to itself. */
import { describe, expect, it } from 'vitest';
import { findServices, reachable } from './services.ts';
import { SoapFault, type Soap, type SoapCall } from './soap.ts';

describe('an address that a camera names', () => {
  const configured = new URL('http://10.0.0.7:4561/onvif/device_service?a=1#b');
  it.each([
    ['http://192.168.7.7/onvif/events?x=1&y=2', '/onvif/events?x=1&y=2'],
    ['/onvif/events', '/onvif/events'],
    ['http://10.0.0.7:4561//127.0.0.2:4565/steal', '//127.0.0.2:4565/steal'],
    ['//127.0.0.2:4565/steal', '/steal'],
    ['\\\\127.0.0.2:4565\\steal', '/steal'],
    ['http://10.0.0.7:4561/\\127.0.0.2/steal', '//127.0.0.2/steal'],
    ['http://name:word@127.0.0.2/x', '/x'],
    ['http://10.0.0.7:4561/@127.0.0.2/x', '/@127.0.0.2/x'],
    ['ftp://127.0.0.2/x', '/x'],
    ['javascript:x', '/x'],
  ])('%s is a path of it alone', (address, path) => {
    const found = reachable(address, configured);
    expect(found.origin + found.pathname + found.search).toBe(`http://10.0.0.7:4561${path}`);
    expect([found.username, found.password, found.hash]).toEqual(['', '', '']);
  });

  it('has a port of its own only where it names the very host that is configured', () => {
    expect(reachable('http://10.0.0.7:8000/events', configured).href).toBe('http://10.0.0.7:8000/events');
    expect(reachable('http://192.168.1.2:8000/events', configured).port).toBe('4561');
    expect(reachable('https://10.0.0.7:8000/events', configured).port).toBe('4561');
  });

  it('that is none counts as the one that is configured; TLS stays TLS', () => {
    expect(reachable('http://[', configured).href).toBe(configured.href);
    expect(reachable('http://x/y', new URL('https://10.0.0.7/')).href).toBe('https://10.0.0.7/y');
  });
});

it('a camera that does not tell its time is asked all the same, by the hub’s', async () => {
  let aheadMs: number | null = null;
  const asked: SoapCall[] = [];
  const soap: Soap = {
    setClock: (ms) => void (aheadMs = ms),
    async call(call) {
      asked.push(call);
      if (call.action.endsWith('/GetSystemDateAndTime')) throw new SoapFault(500, 'Action not supported');
      return { body: {}, bytes: Buffer.alloc(0) };
    },
  };
  const signal = AbortSignal.timeout(5000);
  const found = await findServices(soap, new URL('http://10.0.0.7/onvif/device_service'), () => 0, signal);
  expect(found.events.href).toBe('http://10.0.0.7/onvif/event_service');
  expect(aheadMs).toBe(0);
  expect(asked.length).toBeGreaterThan(1);
});
