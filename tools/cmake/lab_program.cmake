# lab_program(FOLDER): one program of the collection, from solutions/NN-name/program.cmake, or from
# solutions/PART/NN-name/program.cmake for one of a part of the collection, which check and list leave apart
#
# program.cmake sets the program's facts, and nothing else:
#   TITLE    what it is called in lists
#   LESSON   what it teaches, in a few words
#   PATTERN  the parallel design pattern that it is an instance of
#   LEVEL    1 (first program) ... 5
#   MINUTES  how long a student needs for the exercise
#   CALLS    the MPI calls that the student is to write
#   RANKS    the numbers of ranks at which it is tested and checked
#   DEMANDS  what check wants of the student's own calls besides the result, one string for each demand,
#            KIND[@REGION]:CALL,CALL...:WHY[:TEXT] ("-" or not set: nothing). REGION: only what is done in that
#            region of common/timing.h, whatever the functions are. TEXT: only where the case's arguments contain it.
#            What the solution does not do in a case is not demanded there. Of calls in the file, KIND
#              some       made at least once, by one rank or another
#              outside    ... outside of REGION
#              each       ... by each rank
#              no-more    not more often than in the solution
#              few        not more than four times as often
#              completed  not more often than what completes it (MPI_Win_flush, MPI_Win_unlock, MPI_Wait...)
#            Of messages in a region, whatever sends them (CALL is "-")
#              senders    each rank that sends some in the solution does so
#              under-way  messages that are sent, and received, under way as the region begins, on each rank where the
#                         solution has some
#              arrived    none that are received under way as the region begins, but on ranks where the solution has some
#              steps      not as many one after the other as there are ranks, where the solution needs fewer
#            Of the items that each rank worked on, as the result file has them (CALL is "-")
#              share      no more ranks have none than in the solution
#              even       no rank has half as many again as any of the solution's
#   STRONG   the arguments with which ./lab scale measures it: about a second on one rank ("-" or not
#            set: its defaults)
#   WEAK     the same for ./lab scale --weak; a word N*R stands for N times the number of ranks ("-" or
#            not set: there is nothing in it that could grow with the ranks)
#   WRONG    of a program that is whole, but wrong in one way: what check says of the exercise as it is at
#            first, or a part of it. check then wants no warning of the tracer's either, also with
#            synchronous sends. Such a program has no CALLS and no PATTERN ("-" or not set: it has TODOs)
#   CASES    the arguments with which it is tested and checked, one string for each case
#
# From these and the folder's name come
#   targets  solution-NAME, exercise-NAME (what students edit; not built by default),
#            skeleton-NAME (the exercise cut afresh from the solution, for the tests)
#   tests    of solution and skeleton at every number of ranks: tests/programs/CMakeLists.txt
#   a row    in build/PRESET/programs.tsv, which all tools read (tools/manifest.awk)

# FILE...: program.cmake of each program.
function(lab_manifest)
    execute_process(COMMAND awk -f ${CMAKE_SOURCE_DIR}/tools/manifest.awk ${ARGN}
        OUTPUT_VARIABLE rows ERROR_VARIABLE fault RESULT_VARIABLE status)
    if(NOT status EQUAL 0)
        message(FATAL_ERROR "${fault}")
    endif()
    file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/programs.tsv CONTENT "@rows@" @ONLY)
endfunction()

# An executable TARGET of program NAME, in build/PRESET/VARIANTs/NAME.
function(lab_executable target name variant source)
    add_executable(${target} ${source} ${CMAKE_SOURCE_DIR}/common/program.c)
    target_compile_definitions(${target} PRIVATE LAB_PROGRAM="${name}" LAB_VARIANT="${variant}")
    target_link_libraries(${target} PRIVATE common)
    if(MPILAB_SANITIZE)
        target_sources(${target} PRIVATE ${CMAKE_SOURCE_DIR}/tests/keep_libraries.c)
    endif()
endfunction()

# A student's program: never built by default, and half done more often than not. What the compiler says
# goes to a terminal in the end, so in colour (Ninja takes it out elsewhere). A call that is misspelt is
# an error where it stands, not a riddle of the linker's.
set(student_options -Werror=implicit-function-declaration -fdiagnostics-color=always)
function(lab_student kind name source)
    lab_executable(${kind}-${name} ${name} exercise ${source})
    target_compile_options(${kind}-${name} PRIVATE ${student_options})
    set_target_properties(${kind}-${name} PROPERTIES
        OUTPUT_NAME ${name} RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/${kind}s EXCLUDE_FROM_ALL TRUE)
endfunction()

# The command by which ./lab check compiles a student's file, into compile.args: an argument in each line, with @SOURCE@,
# @OUTPUT@ and @NAME@ for what differs. The same with AddressSanitizer, and common/ built so, too, into
# asan.args; and how clang, if it is there, looks at types (tools/check/types.c), into types.args.
function(lab_compile_command)
    add_library(student OBJECT EXCLUDE_FROM_ALL ${CMAKE_SOURCE_DIR}/common/program.c)
    target_link_libraries(student PRIVATE common)
    target_compile_options(student PRIVATE ${student_options})
    string(TOUPPER "${CMAKE_BUILD_TYPE}" type)
    separate_arguments(flags UNIX_COMMAND "${CMAKE_C_FLAGS} ${CMAKE_C_FLAGS_${type}} ${CMAKE_EXE_LINKER_FLAGS} ${MPI_C_LINK_FLAGS}")
    set(libraries ${HDF5_HL_LIBRARIES} ${HDF5_C_LIBRARIES} ${MPI_C_LIBRARIES})
    if(ZLIB_FOUND)
        list(APPEND libraries ${ZLIB_LIBRARIES})
    endif()
    if(PNG_FOUND)
        list(APPEND libraries ${PNG_LIBRARIES})
    endif()
    set(link)
    foreach(library IN LISTS libraries)
        if(TARGET ${library})
            list(APPEND link $<TARGET_FILE:${library}> -Wl,-rpath,$<TARGET_FILE_DIR:${library}>)
        elseif(library MATCHES "^/.*[.]so")
            get_filename_component(folder ${library} DIRECTORY)
            list(APPEND link ${library} -Wl,-rpath,${folder})
        elseif(library MATCHES "^[/-]")
            list(APPEND link ${library})
        else()
            list(APPEND link -l${library})
        endif()
    endforeach()
    list(REMOVE_DUPLICATES link)
    set(sources ${CMAKE_SOURCE_DIR}/common/program.c)
    if(MPILAB_SANITIZE)
        list(APPEND sources ${CMAKE_SOURCE_DIR}/tests/keep_libraries.c)
    endif()
    set(definitions $<TARGET_PROPERTY:student,COMPILE_DEFINITIONS>)
    set(folders $<FILTER:$<TARGET_PROPERTY:student,INCLUDE_DIRECTORIES>,EXCLUDE,^${CMAKE_SOURCE_DIR}$>)
    string(JOIN "\n" arguments ${CMAKE_C_COMPILER} ${flags} -std=c11 $<JOIN:$<TARGET_PROPERTY:student,COMPILE_OPTIONS>,\n>
        "-DLAB_PROGRAM=\"@NAME@\"" "-DLAB_VARIANT=\"exercise\"" -D$<JOIN:${definitions},\n-D>
        -I${CMAKE_SOURCE_DIR} "$<$<BOOL:${folders}>:-isystem$<JOIN:${folders},\n-isystem>\n>@SOURCE@" ${sources} -o @OUTPUT@ $<TARGET_FILE:common> ${link} -lm)
    file(GENERATE OUTPUT ${CMAKE_BINARY_DIR}/compile.args CONTENT "${arguments}\n")
    string(REPLACE "@SOURCE@" "-O1\n-fsanitize=address\n@SOURCE@" arguments "${arguments}")
    string(REPLACE "$<TARGET_FILE:common>" "$<TARGET_FILE:common-asan>" arguments "${arguments}")
    file(GENERATE OUTPUT ${CMAKE_BINARY_DIR}/asan.args CONTENT "${arguments}\n")
    find_program(MPILAB_CLANG clang)
    if(MPILAB_CLANG AND MPI_C_INCLUDE_DIRS) # it has no mpi.h where the compiler brings it
        string(JOIN "\n" arguments ${MPILAB_CLANG} -std=c11 -fsyntax-only -Wno-everything -Wtype-safety
            -fno-caret-diagnostics -fno-color-diagnostics "-DLAB_PROGRAM=\"@NAME@\"" "-DLAB_VARIANT=\"exercise\""
            -D$<JOIN:${definitions},\n-D> -I${CMAKE_SOURCE_DIR} -isystem$<JOIN:${folders},\n-isystem>
            -include ${CMAKE_SOURCE_DIR}/tools/check/type_tags.h @SOURCE@)
        file(GENERATE OUTPUT ${CMAKE_BINARY_DIR}/types.args CONTENT "${arguments}\n")
    endif()
endfunction()

# A program of a student's own, from my/NAME/NAME.c: target my-NAME. Other files there are left alone.
function(lab_own_program file)
    get_filename_component(name ${file} NAME_WE)
    if(file MATCHES "/my/${name}/${name}.c$" AND name MATCHES "^[a-z][a-z0-9-]*$")
        lab_student(my ${name} ${file})
        set_target_properties(my-${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/my)
    endif()
endfunction()

function(lab_program folder)
    file(RELATIVE_PATH id ${CMAKE_SOURCE_DIR}/solutions ${folder})
    if(NOT id MATCHES "^([a-z]+/)?[0-9][0-9]-([a-z][a-z0-9-]*)$")
        message(FATAL_ERROR "${folder}: a program's folder is named NN-name, as in 06-mandelbrot")
    endif()
    set(name ${CMAKE_MATCH_2})
    string(REPLACE "-" "_" source "${name}.c")

    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${folder}/program.cmake)
    include(${folder}/program.cmake)

    if(NOT EXISTS ${CMAKE_SOURCE_DIR}/kept) # a handout has no solution, but what is cut from it
        lab_executable(solution-${name} ${name} solution ${folder}/${source})
        target_link_libraries(solution-${name} PRIVATE werror)
        set_target_properties(solution-${name} PROPERTIES
            OUTPUT_NAME ${name} RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/solutions)
    endif()

    set(cut ${CMAKE_BINARY_DIR}/skeletons/${id}/${source})
    add_custom_command(
        OUTPUT ${cut}
        COMMAND ${CMAKE_SOURCE_DIR}/tools/cut ${folder}/${source} ${cut}
        DEPENDS ${folder}/${source} ${CMAKE_SOURCE_DIR}/tools/cut ${CMAKE_SOURCE_DIR}/tools/cut.awk
        COMMENT "Cutting the skeleton of ${id}"
        VERBATIM)
    lab_executable(skeleton-${name} ${name} exercise ${cut})
    target_link_libraries(skeleton-${name} PRIVATE werror)
    set_target_properties(skeleton-${name} PROPERTIES
        OUTPUT_NAME ${name} RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/skeletons)

    set(exercise ${CMAKE_SOURCE_DIR}/exercises/${id}/${source})
    if(EXISTS ${exercise})
        lab_student(exercise ${name} ${exercise})
    endif()

    if(WRONG)
        set_property(GLOBAL APPEND PROPERTY lab_wrong_programs ${name})
        return()
    endif()
    set_property(GLOBAL APPEND PROPERTY lab_programs ${name})
    set_property(GLOBAL PROPERTY lab_ranks_${name} "${RANKS}")
    set_property(GLOBAL PROPERTY lab_solution_${name} ${folder}/${source})
endfunction()
