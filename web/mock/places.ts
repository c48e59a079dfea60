/** Real cities, so that the map of the mock looks like a network: name, state, latitude, longitude, weight, zone, region. */
export const CITIES: readonly [string, string, number, number, number, string, string][] = [
  ['Los Angeles', 'CA', 34.05, -118.24, 5, 'America/Los_Angeles', 'West'], ['San Diego', 'CA', 32.72, -117.16, 3, 'America/Los_Angeles', 'West'],
  ['San Francisco', 'CA', 37.77, -122.42, 3, 'America/Los_Angeles', 'West'], ['Sacramento', 'CA', 38.58, -121.49, 2, 'America/Los_Angeles', 'West'],
  ['Portland', 'OR', 45.52, -122.68, 2, 'America/Los_Angeles', 'West'], ['Seattle', 'WA', 47.61, -122.33, 3, 'America/Los_Angeles', 'West'],
  ['Phoenix', 'AZ', 33.45, -112.07, 3, 'America/Phoenix', 'Southwest'], ['Las Vegas', 'NV', 36.17, -115.14, 2, 'America/Los_Angeles', 'Southwest'],
  ['Denver', 'CO', 39.74, -104.99, 3, 'America/Denver', 'Southwest'], ['Salt Lake City', 'UT', 40.76, -111.89, 1, 'America/Denver', 'Southwest'],
  ['Albuquerque', 'NM', 35.08, -106.65, 1, 'America/Denver', 'Southwest'], ['Dallas', 'TX', 32.78, -96.8, 4, 'America/Chicago', 'South'],
  ['Houston', 'TX', 29.76, -95.37, 4, 'America/Chicago', 'South'], ['Austin', 'TX', 30.27, -97.74, 3, 'America/Chicago', 'South'],
  ['Atlanta', 'GA', 33.75, -84.39, 4, 'America/New_York', 'South'], ['Miami', 'FL', 25.76, -80.19, 3, 'America/New_York', 'South'],
  ['Tampa', 'FL', 27.95, -82.46, 2, 'America/New_York', 'South'], ['Nashville', 'TN', 36.16, -86.78, 2, 'America/Chicago', 'South'],
  ['Charlotte', 'NC', 35.23, -80.84, 2, 'America/New_York', 'South'], ['New Orleans', 'LA', 29.95, -90.07, 1, 'America/Chicago', 'South'],
  ['Chicago', 'IL', 41.88, -87.63, 5, 'America/Chicago', 'Midwest'], ['Minneapolis', 'MN', 44.98, -93.27, 2, 'America/Chicago', 'Midwest'],
  ['Detroit', 'MI', 42.33, -83.05, 2, 'America/Detroit', 'Midwest'], ['Columbus', 'OH', 39.96, -83, 2, 'America/New_York', 'Midwest'],
  ['St. Louis', 'MO', 38.63, -90.2, 2, 'America/Chicago', 'Midwest'], ['Kansas City', 'MO', 39.1, -94.58, 1, 'America/Chicago', 'Midwest'],
  ['New York', 'NY', 40.71, -74.01, 6, 'America/New_York', 'Northeast'], ['Boston', 'MA', 42.36, -71.06, 3, 'America/New_York', 'Northeast'],
  ['Philadelphia', 'PA', 39.95, -75.17, 3, 'America/New_York', 'Northeast'], ['Pittsburgh', 'PA', 40.44, -80, 2, 'America/New_York', 'Northeast'],
  ['Washington', 'DC', 38.91, -77.04, 3, 'America/New_York', 'Northeast'], ['Baltimore', 'MD', 39.29, -76.61, 1, 'America/New_York', 'Northeast'],
];
export const STREETS = ['Main Street', 'Market Square', 'Union Avenue', 'Fifth & Oak', 'Riverside', 'Old Town', 'Station Road', 'Harbor Lane', 'Capitol Hill', 'Mission', 'The Exchange', 'Midtown', 'Garden District', 'Warehouse Row', 'Lincoln Park', 'Cedar & Third', 'College Green', 'Westgate', 'Arts Quarter', 'Mill Pond'];
