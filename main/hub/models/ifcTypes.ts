/**
 * Names of the IFC classes (2X3, 4 and 4X3 together) that become rows of the element columns, so that the tree
 * can be read beside the geometry, without loading the whole schema. Openings and other features are left out.
 */
const ELEMENTS = `
  Actuator AirTerminal AirTerminalBox AirToAirHeatRecovery Alarm AudioVisualAppliance Beam
  BeamStandardCase Bearing Boiler Borehole BuildingElement BuildingElementComponent BuildingElementPart
  BuildingElementProxy BuiltElement Burner CableCarrierFitting CableCarrierSegment CableFitting
  CableSegment CaissonFoundation Chiller Chimney CivilElement Coil Column ColumnStandardCase
  CommunicationsAppliance Compressor Condenser Controller ConveyorSegment CooledBeam CoolingTower Course
  Covering CurtainWall Damper DeepFoundation DiscreteAccessory DistributionBoard
  DistributionChamberElement DistributionControlElement DistributionElement DistributionFlowElement Door
  DoorStandardCase DuctFitting DuctSegment DuctSilencer EarthworksElement EarthworksFill ElectricAppliance
  ElectricDistributionBoard ElectricDistributionPoint ElectricFlowStorageDevice
  ElectricFlowTreatmentDevice ElectricGenerator ElectricMotor ElectricTimeControl ElectricalElement
  Element ElementAssembly ElementComponent EnergyConversionDevice Engine EquipmentElement
  EvaporativeCooler Evaporator Fan Fastener Filter FireSuppressionTerminal FlowController FlowFitting
  FlowInstrument FlowMeter FlowMovingDevice FlowSegment FlowStorageDevice FlowTerminal FlowTreatmentDevice
  Footing FurnishingElement Furniture GeographicElement Geomodel Geoslice GeotechnicalAssembly
  GeotechnicalElement GeotechnicalStratum HeatExchanger Humidifier ImpactProtectionDevice Interceptor
  JunctionBox Kerb Lamp LightFixture LiquidTerminal MechanicalFastener MedicalDevice Member
  MemberStandardCase MobileTelecommunicationsAppliance MooringDevice MotorConnection NavigationElement
  Outlet Pavement Pile PipeFitting PipeSegment Plate PlateStandardCase ProtectiveDevice
  ProtectiveDeviceTrippingUnit Pump Rail Railing Ramp RampFlight ReinforcedSoil ReinforcingBar
  ReinforcingElement ReinforcingMesh Roof SanitaryTerminal Sensor ShadingDevice Sign Signal Slab
  SlabElementedCase SlabStandardCase SolarDevice SpaceHeater StackTerminal Stair StairFlight
  SwitchingDevice SystemFurnitureElement Tank Tendon TendonAnchor TendonConduit TrackElement Transformer
  TransportElement TransportationDevice TubeBundle UnitaryControlElement UnitaryEquipment Valve Vehicle
  VibrationDamper VibrationIsolator VirtualElement Wall WallElementedCase WallStandardCase WasteTerminal
  Window WindowStandardCase`;

/** The rest of IfcProduct that has a place in the tree, and the project at its root. */
const OTHERS = `
  Alignment AlignmentCant AlignmentHorizontal AlignmentSegment AlignmentVertical Annotation Bridge
  BridgePart Building BuildingStorey ExternalSpatialElement ExternalSpatialStructureElement Facility
  FacilityPart FacilityPartCommon Grid LinearElement LinearPositioningElement MarineFacility MarinePart
  PositioningElement Product Project StructuralCurveConnection StructuralCurveMember
  StructuralCurveMemberVarying StructuralPointConnection StructuralSurfaceConnection
  StructuralSurfaceMember StructuralSurfaceMemberVarying Proxy Railway RailwayPart Referent Road RoadPart Site Space
  SpatialElement SpatialStructureElement SpatialZone`;

const named = (text: string): Map<string, string> =>
  new Map(
    text
      .trim()
      .split(/\s+/)
      .map((name) => [`IFC${name.toUpperCase()}`, `Ifc${name}`]),
  );

/** `IFCWALL` → `IfcWall`, for subtypes of IfcElement. */
export const elementTypes: ReadonlyMap<string, string> = named(ELEMENTS);
/** The same for spatial structure, annotations, grids, proxies and the project. */
export const otherTypes: ReadonlyMap<string, string> = named(OTHERS);
/** Openings and other features: counted, but without a row of their own. */
export const featureTypes: ReadonlySet<string> = new Set([
  'IFCOPENINGELEMENT',
  'IFCOPENINGSTANDARDCASE',
  'IFCVOIDINGFEATURE',
  'IFCPROJECTIONELEMENT',
  'IFCSURFACEFEATURE',
  'IFCEARTHWORKSCUT',
]);
