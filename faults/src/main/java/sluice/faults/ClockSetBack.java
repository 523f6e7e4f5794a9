package sluice.faults;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.none;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

/**
 * A Java agent that makes {@code java.time} tell an earlier time in a whole process. The system's clock and what is not
 * asked through {@code java.time} stay as they are.
 */
public final class ClockSetBack {
    private ClockSetBack() {}

    /** The option that starts Java with this agent. It needs the jar of this module, which {@code faults/run} uses. */
    static String javaOption(Duration back) {
        String jar = Path.of(ClockSetBack.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
        return "-javaagent:" + jar + "=" + back.toSeconds();
    }

    /**
     * Called by Java before the program starts.
     *
     * @param seconds how far back, from 0
     */
    public static void premain(String seconds, Instrumentation instrumentation) {
        new AgentBuilder.Default()
                .ignore(none())
                .disableClassFormatChanges()
                .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
                .type(named("java.time.Clock"))
                .transform((builder, type, loader, module, domain) -> builder.visit(Advice.withCustomMapping()
                        .bind(Seconds.class, Long.parseLong(seconds))
                        .to(Earlier.class)
                        .on(named("currentInstant"))))
                .installOn(instrumentation);
    }

    /** Marks the parameter that is the number of seconds. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Seconds {}

    /** What is added to the end of the method; its code is copied there. */
    static final class Earlier {
        private Earlier() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) Instant now, @Seconds long seconds) {
            now = now.minusSeconds(seconds);
        }
    }
}
