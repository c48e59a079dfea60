using BookedBarber.Sandbox.Kit.Http;

namespace BookedBarber.Sandbox.Kit.State;

/// <summary>What was answered to an idempotency key, and for which request.</summary>
internal sealed record KeptAnswer(string Fingerprint, Answer Answer);
