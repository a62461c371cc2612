package org.civichopper.localcloud;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.coyote.http11.Constants;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;

/// Tomcat's HTTP with a reason behind its 100. Without one, which HTTP allows, boto3 does not take
/// it for a 100 and never sends the object that it has announced.
///
/// Public for Tomcat, which makes it by its name.
public final class WordedContinue extends Http11NioProtocol {

    private static final ByteBuffer PLAIN = ByteBuffer.wrap(Constants.ACK_BYTES);
    private static final byte[] WORDED =
            "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    public WordedContinue() {
        super(new Endpoint());
    }

    private static final class Endpoint extends NioEndpoint {

        @Override
        protected NioChannel createChannel(SocketBufferHandler buffers) {
            return new Channel(buffers);
        }
    }

    private static final class Channel extends NioChannel {

        private Channel(SocketBufferHandler buffers) {
            super(buffers);
        }

        // Tomcat writes its 100 by itself and before anything else of an answer.
        @Override
        public int write(ByteBuffer bytes) throws IOException {
            if (!bytes.equals(PLAIN)) {
                return super.write(bytes);
            }
            for (var worded = ByteBuffer.wrap(WORDED); worded.hasRemaining(); ) {
                super.write(worded);
            }
            bytes.position(bytes.limit());
            return PLAIN.remaining();
        }
    }
}
