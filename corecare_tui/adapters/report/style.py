"""How the page looks: dense and calm, on A4 as on a screen; nothing is told by colour alone."""

from corecare_tui.adapters.report.markup import Markup

STYLE = Markup("""
@page { size: A4; margin: 7mm 8mm }
* { box-sizing: border-box; margin: 0; padding: 0 }
html { background: #e9eaec; -webkit-text-size-adjust: 100% }
body { font: 7.3pt/1.24 "Helvetica Neue", Arial, "Liberation Sans", sans-serif; color: #111; background: #fff;
  max-width: 210mm; margin: 6mm auto; padding: 9mm; font-variant-numeric: tabular-nums }
h1 { font-size: 15pt; line-height: 1.1; letter-spacing: -.01em }
h2 { font-size: 8.6pt; line-height: 1.2; margin: 1.9mm 0 .4mm; padding-top: .7mm; border-top: .35mm solid #111 }
h3 { font-size: 7.6pt; margin-top: .8mm }
header { display: grid; grid-template-columns: 1fr 62mm; column-gap: 6mm; align-items: end }
header p { grid-column: 1 / 3 }
header h1 { grid-column: 1 }
header .name { grid-area: 1 / 2; border-bottom: .2mm solid #111; padding-bottom: .5mm; color: #444 }
ul { list-style: none }
table { border-collapse: collapse; width: 100% }
caption { text-align: left; color: #444; padding-bottom: .4mm }
th, td { text-align: left; vertical-align: top; padding: .22mm 1.8mm .22mm 0; border-top: .1mm solid #999 }
th { font-weight: 600 }
thead th { border-top: 0; color: #444; font-weight: 400; white-space: nowrap }
tbody th { white-space: nowrap }
thead { display: table-header-group }
tr { break-inside: avoid }
h2, h3, caption { break-after: avoid }
dl { display: grid; grid-template-columns: max-content 1fr; column-gap: 2.4mm }
dt { color: #444 }
b.amber, b.red { padding: 0 .6mm; border: .15mm solid #111 }
b.red { border-width: .6mm }
abbr { text-decoration: none }
small { display: block; white-space: nowrap; margin-top: .2mm; font-size: 6pt; line-height: 1.2; color: #444; font-weight: 400 }
.legend dl { display: block; columns: 3; column-gap: 5mm }
.legend div { break-inside: avoid }
.legend dt, .legend dd { display: inline }
.legend dt { margin-right: .8mm; font-weight: 600; color: #111 }
.legend p { margin-top: .8mm }
.two { display: grid; grid-template-columns: 1fr 1fr; column-gap: 7mm }
.empty { font-size: 11pt; margin-top: 4mm }
svg { display: block; width: 100%; height: auto }
svg text { font-size: 9px; fill: #444 }
svg text.sign { font-size: 11px; fill: #111 }
.band { fill: #eee }
.level { stroke: #ddd; stroke-width: .5 }
.named { stroke: #999; stroke-width: .6 }
.joined { stroke: #111; stroke-width: .8 }
.before { fill: #fff; stroke: #111; stroke-width: 1.1 }
.after { fill: #111 }
.mean { stroke: #555; stroke-width: 2.4 }
.few { stroke-dasharray: 3 2.4; stroke-width: 1.4 }
figcaption { color: #444 }
.items { columns: 2; column-gap: 7mm }
.items li { break-inside: avoid }
.run li, .sessions td li { display: inline }
.run li:not(:last-child)::after, .sessions td li:not(:last-child)::after { content: " · "; color: #444 }
.sessions table, .exercises table { font-size: 6.6pt; line-height: 1.17 }
ol, .legend { font-size: 6.4pt; line-height: 1.16 }
.exercises tbody th { white-space: normal; min-width: 36mm }
.exercises td { white-space: nowrap }
.exercises td:last-child { white-space: normal; width: 100% }
.sessions th[scope=row] { width: 15.5mm; white-space: nowrap }
.sessions td:nth-child(2) { width: 8mm }
.sessions td:nth-child(4) { width: 10mm }
.sessions td:nth-child(5) { width: 12.5mm }
a { color: inherit; text-decoration: none; font-weight: 600 }
i { font-style: normal; color: #555 }
sup { font-size: 5pt; line-height: 0; font-weight: 400 }
ol { columns: 3; column-gap: 5mm; padding-left: 3.4mm }
ol li { break-inside: avoid }
.aside td { font-style: italic }
@media screen and (min-width: 1100px) {
  body { zoom: 1.3 }
}
@media screen and (max-width: 700px) {
  body { margin: 0; padding: 4mm; font-size: 11pt }
  h2 { font-size: 13pt }
  h3, .sessions table, .exercises table, ol, .legend { font-size: 11pt }
  ol, .legend dl { columns: 1 }
  small, caption, figcaption { font-size: 9pt }
  .sessions table, .exercises table, figure { min-width: 200mm }
  .two, header { display: block }
  .items { columns: 1 }
  section { overflow-x: auto }
}
@media print {
  html { background: none }
  body { max-width: none; margin: 0; padding: 0 }
}
""")
