// Prints what the Ministry of Justice's templates make of the cases on standard input: [[component, options], …].
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(new URL('../../../../../assets/package.json', import.meta.url))
const nunjucks = require('nunjucks')
const modules = new URL('../../../../../assets/node_modules/', import.meta.url).pathname
const env = nunjucks.configure([modules + '@ministryofjustice/frontend', modules + 'govuk-frontend/dist'], { autoescape: true })
env.addFilter('date', (_, shown) => shown)

const cases = JSON.parse(readFileSync(0, 'utf8'))
console.log(JSON.stringify(cases.map(([component, params]) => env.render(`moj/components/${component}/template.njk`, { params }))))
