/** Words of pictures that cannot be shown, in English. */
import type { Translated } from '../words.ts';
import type { camerasZh } from '../zh/cameras.ts';

export const camerasEn: Translated<typeof camerasZh> = {
  'camera-busy': ['Too many pictures are passed on at once', 'Close some tiles'],
  'camera-range': ['The file ends before the asked part'],
  'camera-refused': ['The camera answered with status {{status}}', 'Check its address and its login'],
  'camera-unreachable': [
    'No answer from the camera at {{host}}',
    'Check its power, its network and its address',
  ],
  'camera-broke-off': ['The camera broke off while answering', 'Trying again may help'],
  'camera-name': ['The name {{host}} is not known', 'Check the camera’s address'],
  'camera-playlist-long': ['The camera’s playlist is too long', 'Check the address'],
  'camera-kind': ['The camera’s answer is “{{type}}”, not MJPEG', 'Check the address'],
  'camera-playlist': ['The camera’s answer is not an HLS playlist', 'Check the address'],
  'camera-foreign': ['This is no part of the camera’s playlist'],
  'camera-elsewhere': [
    'The playlist names another machine: {{address}}',
    'Parts must lie beside their playlist',
  ],
  'camera-address': ['The camera’s address is not http or https', 'Correct the device’s description'],
  'camera-host': [
    'The camera’s host {{host}} is not allowed here',
    'An administrator adds it under Administration',
  ],
  'camera-hosts': ['Camera hosts must be allowed by an administrator: {{hosts}}'],
  'camera-hosts-many': ['More than {{most}} hosts'],
  'camera-host-text': ['“{{text}}” is neither host nor host:port'],
  'camera-host-local': ['{{host}} is this machine; name it with its port'],
};
