// How a journey is told:
//
//   import { assert, story } from '../lib/story.mjs';
//
//   story('a coordinator sees the members of her own group only', async ({ open, signIn, inspect }) => {
//     const page = await open();                                // or open({ javaScript: false }), open({ width: 320 })
//     await signIn(page, 'Group Coordinator of Leeds');
//     await page.getByRole('link', { name: 'Members' }).click();
//     await inspect(page, 'members');                           // accessibility, targets, narrow screen, HTML, picture
//   });
//
// The second argument is a visit: see lib/browser.mjs for everything it can do.
import assert from 'node:assert/strict';

export { assert };

export const stories = [];

export function story(sentence, tell) {
  stories.push({ file: stories.file, sentence, tell });
}
