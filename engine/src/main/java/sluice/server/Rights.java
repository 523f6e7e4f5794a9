package sluice.server;

import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import sluice.plan.CollectionPlan;

/**
 * What the connected user may do, as {@code connectionStatus} tells it.
 *
 * @param user the user's name; empty if the server has no authentication
 * @param privileges the documents of {@code authenticatedUserPrivileges}
 */
record Rights(String user, List<Document> privileges) {

    static Rights of(Document connectionStatus) {
        Document auth = connectionStatus.get("authInfo", new Document());
        List<Document> users = auth.getList("authenticatedUsers", Document.class, List.of());
        String user = users.isEmpty() ? "" : users.get(0).getString("user");
        return new Rights(user, auth.getList("authenticatedUserPrivileges", Document.class, List.of()));
    }

    void require(String database, CollectionPlan plan) {
        if (user.isEmpty()) {
            return;
        }
        String collection = plan.name();
        List<String> needed = new ArrayList<>(List.of("find"));
        needed.addAll(
                switch (plan.mode()) {
                    case INSERT -> List.of("insert");
                    case UPSERT, MERGE -> List.of("insert", "update");
                    case DELETE -> List.of("remove");
                });
        needed.add("createIndex");
        if (plan.drop().drops()) {
            needed.addAll(List.of("dropCollection", "createCollection"));
        }
        for (String action : needed) {
            if (privileges.stream().noneMatch(privilege -> grants(privilege, action, database, collection))) {
                throw new ServerException("The user " + user + " has no right to " + action + " on " + database + "."
                        + collection + "; grant the role readWrite on " + database + ". Nothing was changed.");
            }
        }
    }

    private static boolean grants(Document privilege, String action, String database, String collection) {
        Document resource = privilege.get("resource", new Document());
        boolean covers = Boolean.TRUE.equals(resource.getBoolean("anyResource"))
                || (matches(resource.getString("db"), database)
                        && matches(resource.getString("collection"), collection));
        return covers && privilege.getList("actions", String.class, List.of()).contains(action);
    }

    private static boolean matches(@Nullable String granted, String name) {
        return granted != null && (granted.isEmpty() || granted.equals(name));
    }
}
