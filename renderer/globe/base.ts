/** Where Cesium finds its workers and the picture of the earth: on the hub. It must know before its own modules run. */
declare const __CESIUM_BASE__: string;

Object.assign(globalThis, { CESIUM_BASE_URL: new URL(__CESIUM_BASE__, location.origin).href });
