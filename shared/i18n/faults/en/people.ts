/** Words of signing in, users, tokens and credentials, in English. */
import type { Translated } from '../words.ts';
import type { peopleZh } from '../zh/people.ts';

export const peopleEn: Translated<typeof peopleZh> = {
  host: ['This host name is not served here', 'Open the address the hub printed'],
  origin: ['Requests from other web pages are refused', 'Open the hub’s own page'],
  'too-many-places': ['At most {{most}} places can be looked at at once', 'Look at them in several steps'],
  'people-before-users': [
    'Real households are not shown before there is an administrator',
    'Set up the first administrator',
  ],
  'sign-in': ['Sign in first', 'Open the sign-in page, or send Authorization: Bearer <token>'],
  'token-missing': ['A token is needed from other machines', 'Send Authorization: Bearer <token>'],
  token: ['The token is wrong', 'Use the token the hub was started with, or one an administrator created'],
  'sign-in-wait': ['Too many attempts; try again in {{seconds}} s'],
  'wrong-sign-in': ['The name or the password is wrong'],
  'set-up-done': ['Users exist already', 'Sign in'],
  'set-up-elsewhere': [
    'The first administrator is created at the hub’s own machine',
    'Or send the --token the hub was started with',
  ],
  'setup-first': ['The first user is the first administrator'],
  'not-stored': ['The disk refuses; nothing is stored yet', 'Free some space and sign in'],
  'name-reserved': ['The name {{name}} is kept for the hub itself'],
  'name-taken': ['The name {{name}} is taken'],
  'too-many-users': ['There are too many users'],
  'last-admin': ['One administrator must remain', 'Appoint another one first'],
  'no-user': ['There is no user {{name}}'],
  'no-session': ['There is no such session'],
  'password-broken-off': ['Checking the password broke off', 'Try again'],
  'sign-in-busy': ['Too many people are signing in at once', 'Try again in a moment'],
  'password-short': ['A password has at least {{least}} characters'],
  'password-long': ['A password has at most {{most}} characters'],
  'password-name': ['A password must be more than the name'],
  'password-plain': ['The password repeats too few characters'],
  'too-many-grants': ['There are too many of them'],
  'no-grant': ['There is no such one'],
  credential: ['Name its devices, or the topics of a bridge'],
  'device-credential': ['The credential is not known here', 'Create one in the admin screen'],
};
