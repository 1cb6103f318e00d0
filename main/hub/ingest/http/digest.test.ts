import { expect, it } from 'vitest';
import { answerTo, challengeIn, digestFields, digestOf } from './digest.ts';

/** RFC 7616, 3.9.1. */
const example = {
  name: 'Mufasa',
  realm: 'http-auth@example.org',
  password: 'Circle of Life',
  method: 'GET',
  uri: '/dir/index.html',
  nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
  count: '00000001',
  clientNonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
} as const;

it('reckons as the standard does', () => {
  expect(digestOf({ ...example, algorithm: 'MD5' })).toBe('8ca523f5e9506fed4657c9700eebdbec');
  expect(digestOf({ ...example, algorithm: 'SHA-256' })).toBe(
    '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1',
  );
});

it('takes the strongest challenge that it can answer, in one header or in several', () => {
  const md5 = 'Digest realm="a, b", qop="auth,auth-int", nonce="n1"';
  const sha = 'Digest realm="a", qop="auth", algorithm=SHA-256, nonce="n2", opaque="o"';
  expect(challengeIn([`${md5}, ${sha}`])).toMatchObject({ algorithm: 'SHA-256', nonce: 'n2', opaque: 'o' });
  expect(challengeIn([md5, 'Basic realm="a"'])).toMatchObject({ algorithm: 'MD5', realm: 'a, b' });
  expect(challengeIn(['Basic realm="a"', md5.replace('auth,auth-int', 'auth-int')])).toBeNull();
  expect(challengeIn(['Digest algorithm=SHA-512-256, nonce="x"'])).toBeNull();
  expect(challengeIn([])).toBeNull();
});

it('writes what it can read again, whatever the name holds', () => {
  const challenge = challengeIn(['Digest realm="r\\"q", nonce="n", qop="auth"']);
  const login = { name: 'a"b\\c, d=e', password: '密码' };
  const asked = { method: 'GET', uri: '/x?a="b"', nth: 11, clientNonce: 'c' };
  const fields = challenge && digestFields(answerTo(challenge, login, asked));
  expect(Object.fromEntries(fields ?? [])).toMatchObject({
    username: login.name,
    realm: 'r"q',
    nc: '0000000b',
    uri: asked.uri,
  });
  expect(digestFields('Basic abc')).toBeNull();
  expect(digestFields(`Digest a="${'x'.repeat(5000)}"`)).toBeNull();
});
