package io.broadsheet.server.schedule;

import io.broadsheet.server.state.PublicId;
import java.net.InetAddress;
import java.net.UnknownHostException;

/// This process, as leases and attempts name it: machine, process, and something that no other has.
record WorkerName(String value) {
    static WorkerName ofThisProcess() {
        String random = PublicId.next().substring(0, 6);
        return new WorkerName(host() + "-" + ProcessHandle.current().pid() + "-" + random);
    }

    private static String host() {
        try {
            return Words.cut(InetAddress.getLocalHost().getHostName(), 100);
        } catch (UnknownHostException e) {
            return "host";
        }
    }
}
