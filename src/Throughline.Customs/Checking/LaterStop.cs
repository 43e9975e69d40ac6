namespace Throughline.Customs;

/// <summary>Where a movement would be stopped though its declaration is right by itself.</summary>
/// <param name="Office">Reference number of the office; the country alone for an office of guarantee, which a
/// declaration does not name.</param>
/// <param name="Message">Code of the message that would be refused there, for example <c>CD050C</c>.</param>
/// <param name="Pointer">Place in that message.</param>
public sealed record LaterStop(string Office, string Message, string Pointer);
