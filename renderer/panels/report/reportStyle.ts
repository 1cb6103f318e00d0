/** How a report looks on paper: A4, black on white, whatever the theme is. */
export const reportStyle = `
@page { size: A4 portrait; margin: 14mm 13mm; }
html, body { margin: 0; color: #000; background: #fff; }
body { font: 9pt/1.4 'Noto Sans SC', 'Noto Sans CJK SC', 'Inter', sans-serif; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
h1 { font-size: 15pt; margin: 0; border-bottom: 1.5pt solid #000; padding-bottom: 2mm; }
h2 { font-size: 10.5pt; margin: 5mm 0 1.5mm; border-bottom: 0.4pt solid #888; break-after: avoid; }
p { margin: 1.5mm 0; } .made { color: #444; font-size: 8.5pt; } .drill { border: 1pt solid #000; padding: 0 2mm; }
dl { display: grid; grid-template-columns: max-content 1fr max-content 1fr; gap: 1mm 4mm; margin: 2mm 0; } dt { color: #555; } dd { margin: 0; }
table { width: 100%; border-collapse: collapse; } th, td { border-bottom: 0.4pt solid #aaa; padding: 0.8mm 1.5mm; text-align: start; vertical-align: top; } th { border-bottom-color: #000; } tr { break-inside: avoid; } thead { display: table-header-group; }
td.time { white-space: nowrap; font-variant-numeric: tabular-nums; } .untold { color: #777; } .late { font-weight: 700; }
figure { margin: 0; break-inside: avoid; } figcaption { color: #444; font-size: 8pt; } .report-pictures { display: grid; grid-template-columns: 1fr 1fr; gap: 3mm; } .report-pictures img { width: 100%; border: 0.4pt solid #888; } .report-pictures .wide { grid-column: 1 / -1; }
.site-plan { width: 100%; max-height: 70mm; } .site-plan path { fill: #eee; stroke: #555; stroke-width: 0.4; } .site-plan path.here { fill: #f6c6c6; stroke: #b00020; stroke-width: 1; } .site-plan text { font-size: 5px; text-anchor: middle; dominant-baseline: central; fill: #222; } .site-plan circle { fill: #b00020; stroke: #fff; stroke-width: 0.6; }
.foot { margin-top: 6mm; color: #555; font-size: 8pt; }
`;
