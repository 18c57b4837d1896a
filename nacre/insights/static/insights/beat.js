// Says every 15 seconds that this page is read: only while it is visible and was used in the last 30.
const view = document.documentElement.dataset.view
const refuses = navigator.globalPrivacyControl || navigator.doNotTrack === "1" || document.cookie.includes("nacre_uncounted=1")
if (view && !refuses && navigator.sendBeacon) {
  let used = Date.now(), sent = 0
  const touch = () => { used = Date.now() }
  for (const sign of ["pointermove", "pointerdown", "keydown", "scroll", "touchstart"]) addEventListener(sign, touch, { passive: true })
  const timer = setInterval(() => {
    if (document.visibilityState !== "visible" || Date.now() - used > 3e4) return
    navigator.sendBeacon("/activity/", JSON.stringify({ view, seconds: 15 }))
    if (++sent >= 120) clearInterval(timer)
  }, 15e3)
}
