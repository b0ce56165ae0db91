import { render } from 'preact'
import { App } from './App.tsx'

const root = document.getElementById('app')
if (root === null) throw new Error('The page has no element with the id "app" to draw in.')
render(<App api={window.clockMedic} />, root)
