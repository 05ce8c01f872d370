// Where it isn't known in which time zone the candidate is, times are shown by the device's clock.
const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
const address = new URL(location.href);

if (document.querySelector("[data-zone-unknown]") && timeZone?.includes("/") && !address.searchParams.has("zone")) {
  address.searchParams.set("zone", timeZone);
  location.replace(address);
}
