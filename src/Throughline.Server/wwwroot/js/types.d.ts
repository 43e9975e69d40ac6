// Shapes of the HTTP interface and of the console's own state. Read by the type check only, never by a browser.

export interface Info {
  name: string; version: string; now: string; hasTransit: boolean; isDemonstration: boolean;
  corridor: { name: string; version: string; places: number; links: number; crossings: number; services: number };
}

export interface ScenarioDefinition {
  id: string; name: string; tags: string[]; year: number; description: string; source: string;
}
export interface SwitchDefinition {
  id: string; name: string; adds: string[]; removes: string[]; reopensSuspended: boolean;
  description: string; source: string;
}
export interface TagDefinition { id: string; name: string; description: string; source: string }
export interface LoadUnit {
  id: string; name: string; modes: string[]; teu: number; maxGrossKg: number; needsDriver: boolean;
}
export interface NamedRoute { id: string; names: string[]; require: string[]; avoid: string[] }
export interface Scenarios {
  default: string; scenarios: ScenarioDefinition[]; switches: SwitchDefinition[]; tags: TagDefinition[];
  loadUnits: LoadUnit[]; routes: NamedRoute[];
}

export type Mode = 'road' | 'rail' | 'sea' | 'ferry' | 'air' | 'pipeline';

export interface Place {
  id: string; name: string; country: string; lat: number; lon: number; kind: string; unlocode: string | null;
  timeZone: string; names: { language: string; name: string }[]; codes: { scheme: string; code: string }[];
  accuracyKm: number | null; notes: string | null; source: string;
}
export interface Link {
  id: string; from: string; to: string; mode: Mode; lengthMetres: number; lengthBasis: string | null;
  gaugeMm: number | null; tracks: number | null; electrified: boolean | null; status: string;
  expectedOpen: number | null; speedKmh: number | null; capacity: number | null; capacityUnit: string | null;
  tag: string; active: boolean; notes: string | null; source: string;
}
export interface Dwell { medianSeconds: number; p90Seconds: number }
export interface Observation {
  direction: string; side: string; year: number; statistic: string; hours: number; source: string;
}
export interface Crossing {
  id: string; mode: Mode; postA: string; placeA: string; postB: string; placeB: string;
  hoursA: string | null; hoursB: string | null; status: string; expectedOpen: number | null; tag: string;
  active: boolean; dwellAToB: Dwell; dwellBToA: Dwell; dwellBasis: string | null; regimeA: string; regimeB: string;
  customsControl: string; ctc: string; tir: string; etir: string; formality: string | null;
  observations: Observation[]; notes: string | null; source: string;
}
export interface Service {
  id: string; name: string; mode: Mode; stops: string[]; via: string[]; operator: string | null; status: string;
  departuresPerWeek: number | null; wait: string | null; durationMedianSeconds: number | null;
  durationP90Seconds: number | null; units: string[]; price: number | null; currency: string | null;
  pricePer: string | null; tag: string; active: boolean; basis: string | null; notes: string | null; source: string;
}
export interface Corridor {
  scenario: string; snapshotVersion: string; places: Place[]; links: Link[]; crossings: Crossing[];
  services: Service[];
}
export interface PlaceMatch {
  id: string; name: string; country: string; kind: string; unlocode: string | null; matched: string;
  lat: number; lon: number;
}

export interface Endpoint { place?: string; latitude?: number; longitude?: number }
export interface Cargo {
  unit: string; count: number; grossMassKg: number; hsCode?: string; unNumber?: string;
  dangerousGoodsClass?: string; temperatureControlled?: boolean; oversize?: boolean; valueMinor?: number;
}
export interface PlanConstraints {
  avoidCountries?: string[]; requireCountries?: string[]; avoidModes?: string[]; requireModes?: string[];
  avoidPlaces?: string[]; requirePlaces?: string[]; avoidElements?: string[]; maxHandlings?: number;
}
export interface PlanRequest {
  from: Endpoint; to: Endpoint; cargo: Cargo; departAfter?: string; arriveBy?: string;
  constraints: PlanConstraints; valueOfTimeMinorPerHour?: number; twoDrivers?: boolean; tolerance?: number;
}
export interface ScenarioRequest { name?: string; switches?: string[]; year?: number; changes?: string[] }

export interface TimeSplit {
  movingSeconds: number; waitingSeconds: number; borderSeconds: number; handlingSeconds: number;
  restSeconds: number;
}
export interface Reliability {
  p10: string; p50: string; p90: string; p10Seconds: number; p50Seconds: number; p90Seconds: number;
  meanSeconds: number; onTime?: number | null; weakestStep?: number | null; weakestReason?: string | null;
}
export interface Step {
  kind: string; mode?: Mode | null; fromPlace: string; fromName: string; toPlace: string; toName: string;
  start: string; end: string; seconds: number; closedSeconds: number; distanceMetres: number; costMinor: number;
  co2eGrams: number; handlings: number; elements: string[]; path: string[]; medianSeconds?: number | null;
  p90Seconds?: number | null; formality?: string | null; isEstimate: boolean; source?: string | null;
  note?: string | null;
}
export interface CostLine { step: number; label: string; amountMinor: number; source: string; isEstimate: boolean }
export interface EmissionLine {
  step: number; mode: Mode; distanceMetres: number; gramsPerTonneKm: number; co2eGrams: number; source: string;
}
export interface DistanceShare { mode: Mode; country: string; metres: number }
export interface Itinerary {
  id: string; ready: string; departure: string; arrival: string; durationSeconds: number; costMinor: number;
  co2eGrams: number; handlings: number; time: TimeSplit; reliability: Reliability; steps: Step[];
  costs: CostLine[]; emissions: EmissionLine[]; distances: DistanceShare[]; customsTerritories: string[];
  borders: BorderPassage[]; summary: string;
}
export interface BorderPassage {
  step: number; crossing: string; name: string; from: string; to: string; formality: string; insideService: boolean;
}
export interface ResolvedEndpoint { place: string; name: string; accessMetres: number; isEstimate: boolean }
export interface Pick { itinerary: number; reasons: string[] }
export interface Relaxation { kind: string; ids: string[]; explanation: string }
export interface PlanAnswer {
  scenario: string; snapshotVersion: string; from: ResolvedEndpoint; to: ResolvedEndpoint;
  itineraries: Itinerary[]; shortList: Pick[]; blocked?: { message: string; relaxations: Relaxation[] } | null;
  labels: number;
}
export interface Difference { measure: string; unit: string; values: (number | null)[]; change: number | null }
export interface CompareAnswer { answers: PlanAnswer[]; differences: Difference[]; summary: string }
export interface SweepVary {
  parameter: string; selector?: string; change?: string; from: number; to: number; step: number;
}
export interface SweepValue {
  durationSeconds: number | null; p50Seconds: number | null; p90Seconds: number | null; costMinor: number | null;
  via?: string; itinerarySummary?: string | null;
}
export interface SweepPoint {
  value: number; best: Record<string, SweepValue>; routes: Record<string, SweepValue>;
}
export interface SweepAnswer {
  parameter: string; unit: string; points: SweepPoint[];
  changes: { between: [number, number]; measure: string; from: string; to: string; breakEven: number | null }[];
}
export interface FieldError { pointer: string; message: string; suggestions?: string[] }
export interface ProblemDetails {
  type?: string; title: string; status?: number; detail?: string; errors?: FieldError[];
}

/** A scenario as chosen: a named one, with switches, another year and own changes on top. */
export interface ScenarioChoice { name: string; switches: string[]; year: number | null; changes: string[] }
/** The request as the form holds it; texts stay texts until they are sent. */
export interface RequestState {
  from: string; to: string; unit: string; count: number; mass: number; hs: string; un: string; dg: string;
  temperature: boolean; oversize: boolean; value: number | null; depart: string; arrive: string;
  avoidCountries: string[]; requireCountries: string[]; avoidModes: string[]; requireModes: string[];
  avoidPlaces: string[]; requirePlaces: string[]; avoidElements: string[]; handlings: number | null;
  twoDrivers: boolean; timeValue: number | null; tolerance: number;
}
export interface SweepState { vary: string; what: string; from: number; to: number; step: number; routes: string[] }
export type View = 'plan' | 'compare' | 'sweep' | 'corridor' | 'declarations' | 'movements' | 'front-office';
export interface AppState {
  view: View; request: RequestState; scenario: ScenarioChoice; other: ScenarioChoice; sweep: SweepState;
  /** Id of the itinerary shown in detail. */
  itinerary: string;
  /** Ids of the itineraries drawn together in the diagrams. */
  drawn: string[];
  /** Element shown in the panel, as kind:id. */
  element: string;
  /** Open tab of the dock. */
  dock: string;
  /** Open desk of the movements page. */
  desk: string;
  /** What is open at the desk: a movement (AZ/5), a guarantee, an organisation. */
  open: string;
}

export type Severity = 'error' | 'warning' | 'hint';
export interface Finding {
  severity: Severity; errorPointer: string; errorCode: string; errorReason: string;
  originalAttributeValue: string | null; line: number; column: number; message: string; remedy: string;
  countries: string[]; later: LaterStop[];
}
export interface LaterStop { office: string; message: string; pointer: string }
export interface CheckAnswer {
  accepted: boolean; code: string | null; title: string | null; date: string; errors: number; warnings: number;
  hints: number; countries: string[]; findings: Finding[];
}
export interface Rule {
  id: string; says: string; fix: string; example: string; decided: boolean; scope: string; appliesAt: string[];
}

export interface Me {
  account: string; login: string; name: string; role: string; organisation: string; kind: string; country: string;
  identification: string | null; offices: string[];
}

/** What the server says of demonstrations: whether it is one, whether it offers one. */
export interface Demonstration {
  isDemonstration: boolean; isOffered: boolean; password: string | null;
  logins: { login: string; role: string; what: string }[];
}

export * from './types-transit';
