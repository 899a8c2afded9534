// A device that holds passkeys: Chromium's own, spoken to through the debugger. It answers at once, as somebody who lays a
// finger on it would.

const A_PHONE_OR_LAPTOP = {
  protocol: "ctap2",
  transport: "internal",
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
};

/** Gives the page's browser such a device. */
export async function addAuthenticator(page) {
  const wire = await page.context().newCDPSession(page);
  await wire.send("WebAuthn.enable");
  const { authenticatorId } = await wire.send("WebAuthn.addVirtualAuthenticator", { options: A_PHONE_OR_LAPTOP });
  return {
    async credentials() {
      return (await wire.send("WebAuthn.getCredentials", { authenticatorId })).credentials;
    },
    /** While `work` is done, the finger on the device is a stranger's. */
    async isNotTheirs(work) {
      await wire.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
      await work();
      await wire.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });
    },
  };
}
