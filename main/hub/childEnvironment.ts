/**
 * What a child process of the hub sees. In a packaged desktop the hub's own program is Electron, which is plain Node for its
 * children only when it is told so; Node itself does not know the word.
 */
export const childEnvironment = (): NodeJS.ProcessEnv => ({ ...process.env, ELECTRON_RUN_AS_NODE: '1' });
