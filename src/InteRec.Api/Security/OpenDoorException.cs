namespace InteRec.Api.Security;

/// <summary>The service would be reachable for other machines without a key.</summary>
internal sealed class OpenDoorException(string address)
    : Exception(
        $"Refusing to listen on {address} without keys: other machines could reach it. Set {SecurityOptions.SectionName}:Keys, or "
            + $"{SecurityOptions.SectionName}:AllowAnonymous to true if that is meant."
    );
