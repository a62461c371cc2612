package org.civichopper.testing;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.civichopper.model.document.Kind;
import org.civichopper.model.wire.QueueMessage;
import org.civichopper.model.wire.RunMessage;

/// A scrape that tells the queue of itself: what an uploader sends, message by message.
public final class SentRun {

    private final Site site;
    private final String id;
    private final String jurisdictionId;
    private final Instant began;
    private final Map<Kind, Integer> objects = new EnumMap<>(Kind.class);

    public SentRun(Site site, String id, String jurisdictionId) {
        this(site, id, jurisdictionId, Instant.now());
    }

    public SentRun(Site site, String id, String jurisdictionId, Instant began) {
        this.site = site;
        this.id = id;
        this.jurisdictionId = jurisdictionId;
        this.began = began;
    }

    public SentRun begin() {
        return send(Optional.empty());
    }

    public SentRun bring(String key, String content) {
        site.put(key, DelawareScrape.bytes(content));
        return announce(key);
    }

    /// A message without an object.
    public SentRun announce(String key) {
        objects.merge(
                Kind.ofFileName(key.substring(key.indexOf('/') + 1)).orElseThrow(),
                1,
                Integer::sum);
        site.send(
                new QueueMessage(
                                key,
                                site.bucket(),
                                jurisdictionId,
                                "",
                                true,
                                Optional.of(id),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(Instant.now()))
                        .toJson());
        return this;
    }

    /// Counts an object that nobody sends, or not yet.
    public SentRun expect(Kind kind) {
        objects.merge(kind, 1, Integer::sum);
        return this;
    }

    /// What a scraper covers completely that brings all there is of what it brings.
    public Kind[] broughtKinds() {
        return objects.keySet().toArray(Kind[]::new);
    }

    public SentRun end(Kind... complete) {
        return endWith(0, complete);
    }

    public SentRun endWith(int exitCode, Kind... complete) {
        return send(
                Optional.of(
                        new RunMessage.End(
                                Instant.now(), exitCode, Map.copyOf(objects), Set.of(complete))));
    }

    /// A last message of a scraper that ended well, of whose documents some stayed on its disk.
    public SentRun endLeaving(long unsent) {
        return send(
                Optional.of(
                        new RunMessage.End(
                                Instant.now(), 0, Map.copyOf(objects), Set.of(), unsent)));
    }

    private SentRun send(Optional<RunMessage.End> end) {
        site.send(
                new RunMessage(id, site.bucket(), jurisdictionId, began, end, Instant.now())
                        .toJson());
        return this;
    }
}
