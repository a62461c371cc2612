package org.civichopper.bulk.run;

/// A load stopped for a reason that its operator can read: what was expected, what was found,
/// where, and what to do. Shows no secret.
public abstract sealed class LoadStopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private LoadStopped(String message, Throwable cause) {
        super(message, cause);
    }

    /// It cannot go on as it is; nothing more of it comes into sight.
    public static final class Failed extends LoadStopped {

        private static final long serialVersionUID = 1L;

        public Failed(String message) {
            super(message, null);
        }

        public Failed(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// What was asked for does not exist, which is seen only once the source is asked: wrong usage.
    public static final class Wrong extends LoadStopped {

        private static final long serialVersionUID = 1L;

        public Wrong(String message) {
            super(message, null);
        }
    }

    /// What is read changed under its readers: all that was read of this part is void, and the part
    /// begins anew.
    public static final class Changed extends LoadStopped {

        private static final long serialVersionUID = 1L;

        private final String part;

        /// @param part as the data set knows it, for example a file
        public Changed(String part, String message) {
            super(message, null);
            this.part = part;
        }

        String part() {
            return part;
        }
    }

    /// The source is away, or wants to be asked later: the same command goes on.
    public static final class Paused extends LoadStopped {

        private static final long serialVersionUID = 1L;

        public Paused(String message) {
            super(message, null);
        }
    }
}
