/** Small IFC files for tests: boxes with their place, colour and properties, and whatever records are added. */

export interface TestBox {
  readonly name: string;
  /** Metres. */
  readonly at?: readonly [number, number, number];
  readonly sizeM?: readonly [number, number, number];
  readonly color?: readonly [number, number, number];
  readonly type?: string;
}

const real = (value: number): string => (Number.isInteger(value) ? `${value}.` : String(value));
const list = (values: readonly number[]): string => `(${values.map(real).join(',')})`;

/** GlobalIds are the boxes' names, filled up. `more` are records with ids from 100000 on. */
export function testIfc(
  boxes: readonly TestBox[],
  options: { readonly more?: string; readonly schema?: string; readonly lengthUnit?: string } = {},
): string {
  const { more = '', schema = 'IFC4', lengthUnit = '$,.METRE.' } = options;
  const records = [
    "#1=IFCPROJECT('0Project00000000000000',$,'Test',$,$,$,$,(#5),#2);",
    '#2=IFCUNITASSIGNMENT((#3));',
    `#3=IFCSIUNIT(*,.LENGTHUNIT.,${lengthUnit});`,
    "#5=IFCGEOMETRICREPRESENTATIONCONTEXT($,'Model',3,1.E-05,#6,$);",
    '#6=IFCAXIS2PLACEMENT3D(#7,$,$);',
    '#7=IFCCARTESIANPOINT((0.,0.,0.));',
    "#10=IFCBUILDING('0Building0000000000000',$,'House',$,$,$,$,$,.ELEMENT.,$,$,$);",
    "#11=IFCBUILDINGSTOREY('0Storey000000000000000',$,'1F',$,$,$,$,$,.ELEMENT.,0.);",
    "#12=IFCRELAGGREGATES('0Rel100000000000000000',$,$,$,#1,(#10));",
    "#13=IFCRELAGGREGATES('0Rel200000000000000000',$,$,$,#10,(#11));",
  ];
  const ids: string[] = [];
  boxes.forEach(({ name, at = [0, 0, 0], sizeM = [1, 1, 1], color, type = 'IFCWALL' }, i) => {
    const id = 1000 + i * 20;
    ids.push(`#${id}`);
    records.push(
      `#${id}=${type}('${name.padEnd(22, '0')}',$,'${name}',$,$,#${id + 1},#${id + 4},$${type === 'IFCWALL' ? ',$' : ''});`,
      `#${id + 1}=IFCLOCALPLACEMENT($,#${id + 2});`,
      `#${id + 2}=IFCAXIS2PLACEMENT3D(#${id + 3},$,$);`,
      `#${id + 3}=IFCCARTESIANPOINT(${list(at)});`,
      `#${id + 4}=IFCPRODUCTDEFINITIONSHAPE($,$,(#${id + 5}));`,
      `#${id + 5}=IFCSHAPEREPRESENTATION(#5,'Body','SweptSolid',(#${id + 6}));`,
      `#${id + 6}=IFCEXTRUDEDAREASOLID(#${id + 7},#${id + 10},#${id + 11},${real(sizeM[2])});`,
      `#${id + 7}=IFCRECTANGLEPROFILEDEF(.AREA.,$,#${id + 8},${real(sizeM[0])},${real(sizeM[1])});`,
      `#${id + 8}=IFCAXIS2PLACEMENT2D(#${id + 9},$);`,
      `#${id + 9}=IFCCARTESIANPOINT((0.,0.));`,
      `#${id + 10}=IFCAXIS2PLACEMENT3D(#${id + 12},$,$);`,
      `#${id + 11}=IFCDIRECTION((0.,0.,1.));`,
      `#${id + 12}=IFCCARTESIANPOINT((0.,0.,0.));`,
    );
    if (color)
      records.push(
        `#${id + 13}=IFCSTYLEDITEM(#${id + 6},(#${id + 14}),$);`,
        `#${id + 14}=IFCSURFACESTYLE($,.BOTH.,(#${id + 15}));`,
        `#${id + 15}=IFCSURFACESTYLERENDERING(#${id + 16},0.,$,$,$,$,$,$,.NOTDEFINED.);`,
        `#${id + 16}=IFCCOLOURRGB($,${color.map(real).join(',')});`,
      );
  });
  records.push(
    `#14=IFCRELCONTAINEDINSPATIALSTRUCTURE('0Rel300000000000000000',$,$,$,(${ids.join(',')}),#11);`,
  );
  return [
    `ISO-10303-21;\nHEADER;\nFILE_DESCRIPTION((''),'2;1');\nFILE_NAME('','',(''),(''),'','','');\nFILE_SCHEMA(('${schema}'));\nENDSEC;\nDATA;`,
    ...records,
    more,
    'ENDSEC;\nEND-ISO-10303-21;\n',
  ].join('\n');
}
