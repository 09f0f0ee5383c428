import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'

export async function script() {
  const result = await esbuild.build({
    entryPoints: [fileURLToPath(new URL('../js/app.ts', import.meta.url))],
    bundle: true, minify: true, write: false, format: 'esm', target: 'es2020', legalComments: 'none',
  })
  return result.outputFiles[0].text
}
